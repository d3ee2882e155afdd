-- Takes copies out of the outbox. KEYS: the outbox. ARGV: base, then name and version of each.
local base = ARGV[1]
for i = 2, #ARGV, 2 do
  local name, version = struct.pack('>I2', #ARGV[i]) .. ARGV[i], ARGV[i + 1]
  local field = name .. version
  if redis.call('ZREM', base .. 'o', field) == 1 or redis.call('ZREM', base .. 'w', field) == 1 then
    redis.call('HDEL', base .. 'c', field)
  else
    -- Perhaps a touch, in whose place a later one may be by now.
    local copy = redis.call('HGET', base .. 'c', name)
    if copy then
      local change = struct.unpack('>I2', copy)
      if string.sub(copy, change + 3, change + 2 + #version) == version then
        redis.call('ZREM', base .. 'o', name)
        redis.call('HDEL', base .. 'c', name)
      end
    end
  end
end
return 1
