-- error: a yield without a coroutine
coroutine.yield(1)
