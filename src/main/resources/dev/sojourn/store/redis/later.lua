-- Takes copies out of the outbox whose records were delivered, but keeps them for a release that knows what to tell of them in a history.
-- KEYS: the outbox. ARGV: base, then name and version of each.
local base = ARGV[1]
for i = 2, #ARGV, 2 do
  local field = struct.pack('>I2', #ARGV[i]) .. ARGV[i] .. ARGV[i + 1]
  -- Perhaps its writer has delivered it meanwhile.
  if redis.call('ZREM', base .. 'o', field) == 1 then
    local last = redis.call('ZREVRANGE', base .. 'w', 0, 0, 'WITHSCORES')[2] or '0'
    redis.call('ZADD', base .. 'w', string.format('%.0f', tonumber(last) + 1), field)
  end
end
return 1
