-- budget: nor by the coroutine that was stopped
while true do
  local co = coroutine.wrap(function() while true do end end)
  pcall(co)
end
