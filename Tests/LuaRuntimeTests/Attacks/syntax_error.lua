-- error: source that does not parse
return return
