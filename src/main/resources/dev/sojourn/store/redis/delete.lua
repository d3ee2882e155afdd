-- Removes a record and its places. KEYS: of the record. ARGV: base, member of the indexes ('': in none). Answers what was there, or false.
local base, member = ARGV[1], ARGV[2]
local old = value(KEYS[1])
redis.call('DEL', KEYS[1])
if member ~= '' then
  -- what a Cluster is just moving stays there, as the entry of a record that is gone
  redis.pcall('ZREM', base .. 'l', member)
  local group, space = tail(old or '')
  if group ~= '' then redis.pcall('ZREM', base .. 'x' .. group, member) end
  if space ~= '' then redis.pcall('ZREM', base .. 'n' .. space, member) end
end
return old
