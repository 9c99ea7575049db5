-- wrk sends one body to one path, each request with an Authorization header of its own, so that nobody may share answers
-- between them. Arguments: body file, tag.
local sent, head, tail = 0, "", ""

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local body = file:read("*a")
  file:close()
  wrk.method = "POST"
  wrk.body = body
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Accept"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. args[2] .. "-@@@@@@@@"
  local whole = wrk.format()
  local at = whole:find("@@@@@@@@", 1, true)
  head, tail = whole:sub(1, at - 1), whole:sub(at + 8)
end

function request()
  sent = sent + 1
  return head .. string.format("%08d", sent) .. tail
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %d %d %d %d %d %d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout, summary.bytes))
end
