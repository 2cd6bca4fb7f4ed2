-- error: no package loader
return package.loadlib("libc.so.6", "*")
