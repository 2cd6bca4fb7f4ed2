-- any: moving what is not there
return table.move({}, 1, math.maxinteger - 1, 2)
