-- error: an error without a value
error(nil)
