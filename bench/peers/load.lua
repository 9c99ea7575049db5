-- wrk sends one body to one path, or asks for it where the body is empty, each request with an Authorization header of
-- its own, so that nobody may share answers between them; where the body holds the mark too, each request has a body of
-- its own. It ends when so many requests were sent. Arguments: body file, tag, requests.
local ffi = require("ffi")
ffi.cdef("int getpid(void); int kill(int pid, int signal);")

local mark = "00000000"
local interrupt = 2
local sent, last, parts = 0, 0, {}

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local body = file:read("*a")
  file:close()
  last = tonumber(args[3])
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
  if sent == last then
    -- wrk knows no other end before its time is over.
    ffi.C.kill(ffi.C.getpid(), interrupt)
  end
  return table.concat(parts, string.format("%08d", sent))
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %d %d %d %d %d %d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout, summary.bytes))
end
