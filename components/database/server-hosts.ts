import * as pulumi from "@pulumi/pulumi";
import type { CreatedDatabase } from "./dependencies";

/** Identifiers of the single servers, by the names that `monitoredDatabase` gives them. */
export function serverIdentifiers({
  servers,
}: Pick<CreatedDatabase, "servers">): Readonly<Record<string, pulumi.Input<string>>> {
  return Object.fromEntries(servers.map(({ role, identifier }) => [serverName(role), identifier]));
}

/** Hosts of the single servers, by the names that `monitoredDatabase` gives them. */
export function serverHosts({
  servers,
  writerHost,
}: Pick<CreatedDatabase, "servers" | "writerHost">): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(
    servers.map(({ role, identifier }) => [
      serverName(role),
      pulumi.all([writerHost, identifier]).apply(([writer, server]) => serverHost(writer, server)),
    ]),
  );
}

function serverName(role: string): string {
  return role === "" ? "primary" : role.slice(1);
}

/**
 * Host of one server of a database: those of an account and region end alike, but for what a cluster's own have in
 * front of it (Amazon RDS User Guide, "Finding the connection information"; Amazon Aurora User Guide, "Amazon Aurora
 * endpoint connections").
 * @param writerHost undefined with mocks of a user's tests, which compute nothing: the identifier stands for the host
 *   then.
 */
export function serverHost(writerHost: string | undefined, identifier: string): string {
  if (writerHost === undefined) return identifier;
  const end = writerHost.slice(writerHost.indexOf(".") + 1);
  return `${identifier}.${end.replace(/^cluster-/, "")}`;
}
