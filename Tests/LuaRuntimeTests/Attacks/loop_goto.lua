-- budget: a backward jump
::again::
goto again
