/** A node of the cluster, and where it listens on loopback. */
export interface ClusterNode {
  readonly name: string
  readonly postgresPort: number
  readonly restPort: number
}

const LOOPBACK = '127.0.0.1'

/**
 * What Patroni is told, as JSON, which is YAML. Strict: where no second node has it, nothing is acknowledged; so whoever is
 * promoted has all that was.
 */
export function patroniFile(given: {
  node: ClusterNode
  etcdPort: number
  folder: string
  binaries: string
}): string {
  const { node, etcdPort, folder, binaries } = given
  const access = ['host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust']
  return JSON.stringify({
    scope: 'counterside',
    name: node.name,
    restapi: { listen: `${LOOPBACK}:${node.restPort}`, connect_address: `${LOOPBACK}:${node.restPort}` },
    etcd3: { host: `${LOOPBACK}:${etcdPort}` },
    bootstrap: {
      dcs: {
        ttl: 20,
        loop_wait: 2,
        retry_timeout: 4,
        primary_start_timeout: 0,
        synchronous_mode: true,
        synchronous_mode_strict: true,
        postgresql: {
          use_pg_rewind: true,
          parameters: { max_connections: 80, shared_buffers: '32MB', wal_keep_size: '256MB' },
        },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, { auth: 'trust' }, 'data-checksums'],
    },
    postgresql: {
      listen: `${LOOPBACK}:${node.postgresPort}`,
      connect_address: `${LOOPBACK}:${node.postgresPort}`,
      data_dir: `${folder}/${node.name}`,
      bin_dir: binaries,
      pgpass: `${folder}/${node.name}.pgpass`,
      pg_hba: ['local all all trust', ...access],
      authentication: {
        superuser: { username: 'postgres' },
        replication: { username: 'replicator' },
        rewind: { username: 'postgres' },
      },
      parameters: { unix_socket_directories: folder },
      remove_data_directory_on_rewind_failure: true,
      remove_data_directory_on_diverged_timelines: true,
    },
  })
}

/** HAProxy: whoever Patroni says is the primary; connections to one that is none any more are cut. */
export function haproxyFile(given: { nodes: readonly ClusterNode[]; port: number }): string {
  return `global
  maxconn 300
defaults
  mode tcp
  timeout connect 2s
  timeout client 2m
  timeout server 2m
listen primary
  bind ${LOOPBACK}:${given.port}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
${given.nodes.map(({ name, postgresPort, restPort }) => `  server ${name} ${LOOPBACK}:${postgresPort} check port ${restPort}`).join('\n')}
`
}

/** PgBouncer between transactions, as docs/operations.md says. */
export function pgbouncerFile(given: { databasePort: number; port: number }): string {
  return `[databases]
* = host=${LOOPBACK} port=${given.databasePort} user=postgres
[pgbouncer]
listen_addr = ${LOOPBACK}
listen_port = ${given.port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 200
default_pool_size = 20
server_login_retry = 1
query_wait_timeout = 10
ignore_startup_parameters = statement_timeout, idle_in_transaction_session_timeout, extra_float_digits
`
}
