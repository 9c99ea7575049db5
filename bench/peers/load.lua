-- wrk sends one body to one path, or asks for it where the body is empty, each request with an Authorization header of
-- its own, so that nobody may share answers between them; where the body holds the mark too, each request has a body of
-- its own. It ends when so many requests were sent; few are waited for too, as those on their way would be a large part
-- of them. Arguments: body file, tag, requests, and what the numbers of the requests begin behind.
local ffi = require("ffi")
ffi.cdef("int getpid(void); int kill(int pid, int signal);")

local mark = "00000000"
local interrupt = 2
local few = 2000
local hour = 3600 * 1000
local sent, last, first, parts = 0, 0, 0, {}

local function stop()
  -- wrk knows no other end before its time is over.
  ffi.C.kill(ffi.C.getpid(), interrupt)
end

local function wait_for_all()
  local begun, answered = 0, 0
  function delay()
    begun = begun + 1
    return begun > last and hour or 0
  end
  function response()
    answered = answered + 1
    if answered == last then
      stop()
    end
  end
end

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local body = file:read("*a")
  file:close()
  last, first = tonumber(args[3]), tonumber(args[4])
  if last <= few then
    wait_for_all()
  end
  if #body > 0 then
    wrk.method = "POST"
    wrk.body = body
    wrk.headers["Content-Type"] = "application/json"
  end
  wrk.headers["Accept"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. args[2] .. "-" .. mark
  local whole, from = wrk.format(), 1
  while true do
    local at = whole:find(mark, from, true)
    parts[#parts + 1] = whole:sub(from, at and at - 1)
    if not at then
      break
    end
    from = at + #mark
  end
end

function request()
  sent = sent + 1
  if sent == last and last > few then
    stop()
  end
  return table.concat(parts, string.format("%08d", first + sent))
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %d %d %d %d %d %d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout, summary.bytes))
end
