-- The copies that wait first. KEYS: the outbox. ARGV: base, how many. Answers field and copy in turn.
local base = ARGV[1]
local answer = {}
for _, field in ipairs(redis.call('ZRANGE', base .. 'o', 0, tonumber(ARGV[2]) - 1)) do
  answer[#answer + 1] = field
  answer[#answer + 1] = redis.call('HGET', base .. 'c', field)
end
return answer
