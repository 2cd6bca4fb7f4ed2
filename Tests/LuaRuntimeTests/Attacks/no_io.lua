-- error: no files
return io.open("/etc/hostname")
