-- budget: brackets that never close, looked for from each place
return (("("):rep(300000)):gsub("%b()", "")
