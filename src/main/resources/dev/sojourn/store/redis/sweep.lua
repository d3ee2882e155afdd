-- Takes a bounded number of entries of records that are gone out of every group. KEYS: the list, the names of the groups. ARGV: base, now, how many.
local base, now, limit = ARGV[1], ARGV[2], ARGV[3]
for _, group in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  sweep(base, group, now, limit)
  if redis.pcall('EXISTS', base .. 'x' .. group) == 0 then redis.call('SREM', KEYS[2], group) end
end
return 1
