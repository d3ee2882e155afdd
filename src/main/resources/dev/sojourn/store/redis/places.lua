-- Shared by the other scripts. base: what every key of the bucket begins with.

-- The group and the namespace that a value's tail names.
local function tail(value)
  local size = #value
  local group = string.byte(value, size) or 0
  local space = string.byte(value, size - 1) or 0
  local from = size - 2 - group
  return string.sub(value, from + 1, size - 2), string.sub(value, from - space + 1, from)
end

-- What is in a record's place. What is no string is not ours: it gives way, as what cannot be read does.
local function value(key)
  local found = redis.pcall('GET', key)
  if type(found) ~= 'table' then return found end
  if string.find(found.err, 'WRONGTYPE', 1, true) then return false end
  return redis.call('GET', key)
end

-- Lets a set live as long as its longest-lived record and an hour, so that it is not set anew each time. keep '': for ever.
local function extend(key, fresh, keep)
  if keep == '' then
    redis.call('PERSIST', key)
  else
    local left = redis.call('PTTL', key)
    if (left == -1 and fresh) or (left >= 0 and left < tonumber(keep)) then
      redis.call('PEXPIRE', key, string.format('%.0f', tonumber(keep) + 3600000))
    end
  end
end

-- Puts a member into a sorted set, which lives on with it.
local function put(key, score, member, keep)
  local fresh = redis.call('EXISTS', key) == 0
  redis.call('ZADD', key, score, member)
  extend(key, fresh, keep)
end

-- Whether a record is gone for certain: while a Cluster moves the bucket, its key may be on the other node.
local function gone(base, member)
  return redis.pcall('EXISTS', base .. 's' .. member) == 0
end

-- Takes out those of a few entries of a group whose records are gone.
local function drop(base, group, members)
  for _, member in ipairs(members) do
    if gone(base, member) then
      redis.pcall('ZREM', base .. 'l', member)
      redis.pcall('ZREM', base .. 'x' .. group, member)
    end
  end
end

-- Looks for entries of records that are gone where they would be: among the first that ended long ago, and the first that expired.
local function sweep(base, group, now, limit)
  local sorted = base .. 'x' .. group
  drop(base, group, redis.pcall('ZREVRANGEBYSCORE', sorted, -1, '-' .. now, 'LIMIT', 0, limit))
  drop(base, group, redis.pcall('ZRANGEBYSCORE', sorted, 1, now, 'LIMIT', 0, limit))
end
