-- Writes records, all of them or none, with their places in the indexes and their copies in the outbox.
-- KEYS: of the records, all of one bucket; on a Cluster also of their sets, so that it says TRYAGAIN while it moves the bucket
-- ARGV: 1 base, 2 now, 3 '1' when this is sent again, 4 '1' when copies are wanted; then for each record
--   what must be there ('C': nothing, 'V' and a version, 'X' and a whole value), the version, the value that begins with it, for how long ('': for ever),
--   member of the indexes ('': in none), score of creation, score of expiry, change ('': none)
-- answers 1, or {number of the record that was in the way, what is there or false}
local base, now, again, copies = ARGV[1], ARGV[2], ARGV[3] == '1', ARGV[4] == '1'
local WIDTH = 8
-- A value that is this little longer than the one before it is written even when the server is out of memory.
local SPARE = 256

local writes = {}
for i = 1, (#ARGV - 4) / WIDTH do
  local at = 4 + (i - 1) * WIDTH
  local write = { key = KEYS[i], version = ARGV[at + 2], value = ARGV[at + 3], keep = ARGV[at + 4], member = ARGV[at + 5],
    created = ARGV[at + 6], expiry = ARGV[at + 7], change = ARGV[at + 8] }
  local mode, expected = string.sub(ARGV[at + 1], 1, 1), string.sub(ARGV[at + 1], 2)
  local old = value(KEYS[i])
  if again and old and string.sub(old, 1, #write.version) == write.version then
    write.done = true
  elseif (mode == 'C' and old)
    or (mode == 'X' and old ~= expected)
    or (mode == 'V' and (not old or string.sub(old, 1, #expected) ~= expected)) then
    return { i, old }
  end
  write.old = old or ''
  write.grows = #write.value > #write.old + SPARE or not old
  writes[i] = write
end

local function set(write)
  if write.keep == '' then
    redis.call('SET', write.key, write.value)
  else
    redis.call('SET', write.key, write.value, 'PX', write.keep)
  end
end

local function index(write)
  local group, space = tail(write.value)
  local oldGroup, oldSpace = tail(write.old)
  local member = write.member
  if oldGroup ~= '' and oldGroup ~= group then redis.call('ZREM', base .. 'x' .. oldGroup, member) end
  if oldSpace ~= '' and oldSpace ~= space then redis.call('ZREM', base .. 'n' .. oldSpace, member) end
  if group == '' then return end
  put(base .. 'l', write.created, member, write.keep)
  put(base .. 'x' .. group, write.expiry, member, write.keep)
  local groups = base .. 'g'
  local fresh = redis.call('EXISTS', groups) == 0
  redis.call('SADD', groups, group)
  extend(groups, fresh, write.keep)
  if space ~= '' then
    put(base .. 'n' .. space, 0, member, write.keep)
  end
  if write.old == '' then
    sweep(base, group, now, 2)
    if space ~= '' then
      local other = redis.call('ZRANDMEMBER', base .. 'n' .. space)
      if other and gone(base, other) then
        redis.call('ZREM', base .. 'n' .. space, other)
      end
    end
  end
end

-- A copy of a touch takes the place of an earlier one of the same record, wherever that waits.
local function copy(write)
  local name = string.sub(write.key, #base + 1)
  local touch = string.sub(write.change, 1, 1) == 'T'
  local change = string.sub(write.change, 2)
  local field = struct.pack('>I2', #name) .. name
  if not touch then field = field .. write.version end
  local last = redis.call('ZREVRANGE', base .. 'o', 0, 0, 'WITHSCORES')[2] or '0'
  redis.call('ZADD', base .. 'o', string.format('%.0f', tonumber(last) + 1), field)
  redis.call('HSET', base .. 'c', field, struct.pack('>I2', #change) .. change .. write.value)
end

-- Those first that a full server refuses, since it asks only before the first write of a script.
for _, write in ipairs(writes) do
  if write.grows and not write.done then set(write) end
end
for _, write in ipairs(writes) do
  if not write.grows and not write.done then
    redis.call('PERSIST', write.key)
    set(write)
  end
end
for _, write in ipairs(writes) do
  if not write.done then
    if write.member ~= '' then index(write) end
    if copies then copy(write) end
  end
end
return 1
