// Serves trips.proto and the echo of ../Cases/meanings.proto; prints its port; ends with its input.
import { readFileSync } from 'node:fs'
import grpc from '@grpc/grpc-js'
import loader from '@grpc/proto-loader'
import { ReflectionService } from '@grpc/reflection'

const [certificate, key, roots] = process.argv.slice(2)
const definition = loader.loadSync(['trips.proto', 'meanings.proto'], {
  includeDirs: ['.', '../Cases'], keepCase: true, longs: String, enums: String, bytes: Buffer, oneofs: true,
})
const packages = grpc.loadPackageDefinition(definition)
const seen = new Map()
const calls = new Map()

const note = (name, line) => seen.set(name, [...(seen.get(name) ?? []), line])

function failure({ code, message, details }) {
  const metadata = new grpc.Metadata()
  if (details?.length) metadata.add('grpc-status-details-bin', details)
  return { code, details: message, metadata }
}

function flaky(call, reply) {
  const { key: name, failures, push_back_ms: pushBack } = call.request
  const count = (calls.get(name) ?? 0) + 1
  calls.set(name, count)
  if (count > (failures ?? 0)) return reply(null, { count })
  const metadata = new grpc.Metadata()
  if (pushBack) metadata.add('grpc-retry-pushback-ms', String(pushBack))
  reply({ code: grpc.status.UNAVAILABLE, details: 'soon', metadata })
}

function watch(call) {
  const { key: name, count, bytes, status, silent } = call.request
  let number = 0
  call.on('cancelled', () => note(name, `cancelled after ${number}`))
  const next = () => {
    while (!call.cancelled) {
      if (count && number === count) {
        if (silent) return
        return status ? call.emit('error', failure({ code: status, message: 'ended' })) : call.end()
      }
      if (!call.write({ number: ++number, text: 'x'.repeat(bytes ?? 0) })) {
        note(name, `held back after ${number}`)
        return call.once('drain', next)
      }
    }
  }
  next()
}

const server = new grpc.Server()
server.addService(packages.trips.v1.Trips.service, {
  GetMetadata: (call, reply) => {
    const entries = Object.entries(call.metadata.getMap()).map(([name, value]) => `${name}: ${value}`)
    reply(null, { lines: [...entries, `deadline: ${Number.isFinite(call.getDeadline().valueOf())}`].sort() })
  },
  GetFailure: (call, reply) => reply(failure(call.request)),
  Fail: (call, reply) => reply(failure(call.request)),
  GetFlaky: flaky,
  BreakFlaky: flaky,
  GetNothing: call => {
    note(call.request.key, 'started')
    call.on('cancelled', () => note(call.request.key, 'cancelled'))
  },
  GetSeen: (call, reply) => reply(null, { lines: seen.get(call.request.key) ?? [] }),
  GetLength: (call, reply) => reply(null, { count: call.request.text.length }),
  Watch: watch,
})
const echo = (call, reply) => reply(null, call.request)
server.addService(packages.meanings.v1.Meanings.service, {
  GetAll: echo,
  RemoveAll: (call, reply) => reply(null, {}),
  ListNames: (call, reply) => reply(null, { values: [{ stringValue: call.request.value }] }),
  Upload: (call, reply) => call.on('data', leaf => reply(null, leaf)),
})
new ReflectionService(definition).addToServer(server)

// With roots, only clients that show a certificate of theirs are served.
const credentials = certificate
  ? grpc.ServerCredentials.createSsl(
      roots ? readFileSync(roots) : null,
      [{ cert_chain: readFileSync(certificate), private_key: readFileSync(key) }],
      roots !== undefined)
  : grpc.ServerCredentials.createInsecure()
server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
  if (error) throw error
  console.log(port)
})
process.stdin.on('end', () => process.exit()).resume()
