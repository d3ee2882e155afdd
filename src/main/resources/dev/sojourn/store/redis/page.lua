-- A part of a sorted set, in order. KEYS: of the set.
-- ARGV: 1 score and 2 member to begin after (member '': begin at the score), 3 the last score, 4 how many
-- answers members and scores in turn
local key, score, member, last, limit = KEYS[1], ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

-- By bytes, which is the order of the set; the operator < would ask the locale.
local function after(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return x > y end
  end
  return #a > #b
end

local from = redis.call('ZCOUNT', key, '-inf', '(' .. score)
if member ~= '' then
  local till = from + redis.call('ZCOUNT', key, score, score)
  while from < till do
    local middle = math.floor((from + till) / 2)
    local there = redis.call('ZRANGE', key, middle, middle)[1]
    if after(there, member) then till = middle else from = middle + 1 end
  end
end
local count = math.min(limit, redis.call('ZCOUNT', key, '-inf', last) - from)
if count <= 0 then return {} end
return redis.call('ZRANGE', key, from, from + count - 1, 'WITHSCORES')
