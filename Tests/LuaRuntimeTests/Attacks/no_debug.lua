-- error: no debug library
return debug.getregistry()
