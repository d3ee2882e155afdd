-- The bucket's mark, made when there is none. KEYS: of the mark. ARGV: a new one.
local mark = redis.call('GET', KEYS[1])
if not mark then
  mark = ARGV[1]
  redis.call('SET', KEYS[1], mark)
end
return mark
