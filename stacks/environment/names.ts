/** Name of a queue, which nothing else in the account has. */
export function queueFullName(prefix: string, queue: string): string {
  return `${prefix}-queue-${queue}`;
}

/** Name of a service, which nothing else in the account has. */
export function serviceFullName(prefix: string, service: string): string {
  return `${prefix}-${service}`;
}

/** Name of the migration that comes before a service. */
export function migrationFullName(prefix: string, service: string): string {
  return `${serviceFullName(prefix, service)}-migration`;
}

/** Private DNS namespace in which the parts of an environment's monitoring are found. */
export function monitoringNamespace(prefix: string): string {
  return `${prefix}.internal`;
}
