-- error: no files as code
return dofile("/etc/hostname")
