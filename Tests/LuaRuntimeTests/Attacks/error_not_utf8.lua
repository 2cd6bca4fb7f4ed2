-- error: an error that is not text
error("\xff\xfe\0 broken")
