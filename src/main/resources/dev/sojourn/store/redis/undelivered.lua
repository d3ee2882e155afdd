-- The copies that wait first, and those that wait for a later release. KEYS: the outbox. ARGV: base, how many of each.
-- Answers two lists of field and copy in turn.
local base = ARGV[1]
local answer = {}
for i, set in ipairs({ 'o', 'w' }) do
  local copies = {}
  for _, field in ipairs(redis.call('ZRANGE', base .. set, 0, tonumber(ARGV[2]) - 1)) do
    copies[#copies + 1] = field
    copies[#copies + 1] = redis.call('HGET', base .. 'c', field)
  end
  answer[i] = copies
end
return answer
