-- Puts copies aside that cannot be read, so that they are not in the way of others. KEYS: the outbox, what is put aside.
-- ARGV: base, then field and copy of each ('': none).
local base, DAYS_30 = ARGV[1], 2592000000
for i = 2, #ARGV, 2 do
  local field, copy = ARGV[i], ARGV[i + 1]
  -- Perhaps a later touch is in its place by now.
  if (redis.call('HGET', base .. 'c', field) or '') == copy then
    redis.call('ZREM', base .. 'o', field)
    redis.call('ZREM', base .. 'w', field)
    redis.call('HDEL', base .. 'c', field)
    redis.call('HSET', base .. 'u', field, copy)
    redis.call('PEXPIRE', base .. 'u', DAYS_30)
  end
end
return 1
