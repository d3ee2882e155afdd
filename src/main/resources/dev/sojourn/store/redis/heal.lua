-- Takes entries of records that are gone out of the indexes. KEYS: the list, the names of the groups. ARGV: base, namespace ('': of none), members.
local base, space = ARGV[1], ARGV[2]
local groups = redis.call('SMEMBERS', KEYS[2])
for i = 3, #ARGV do
  local member = ARGV[i]
  if gone(base, member) then
    redis.pcall('ZREM', base .. 'l', member)
    for _, group in ipairs(groups) do redis.pcall('ZREM', base .. 'x' .. group, member) end
    if space ~= '' then redis.pcall('ZREM', base .. 'n' .. space, member) end
  end
end
return 1
