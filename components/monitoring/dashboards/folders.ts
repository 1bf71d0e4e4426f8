import { AUDIENCES, type Audience } from "./dashboard";

/** A role of Grafana's, of which each user has one; a later one may do what the ones before may. */
export type Role = "Viewer" | "Editor" | "Admin";

/**
 * The role of each audience. Grafana without a license knows these three only, and no membership of teams from a
 * sign-on, so that they carry the permissions.
 */
export const ROLES: Readonly<Record<Audience, Role>> = {
  management: "Viewer",
  developers: "Editor",
  operators: "Admin",
};

/** A folder of dashboards. */
export interface Folder {
  readonly uid: Audience;
  readonly title: string;
}

export const FOLDERS: readonly Folder[] = [
  { uid: "management", title: "Overview" },
  { uid: "developers", title: "Services" },
  { uid: "operators", title: "Operation" },
];

/** What a role may do in a folder, by Grafana's numbers: 1 is to view. */
export interface FolderPermission {
  readonly role: Exclude<Role, "Admin">;
  readonly permission: 1;
}

/**
 * Who may view a folder: its audience and those after it. Nobody may change what comes from files. Administrators see
 * everything and can't be listed (Grafana's documentation, "Folder Permissions HTTP API").
 */
export function permissionsOf({ uid }: Folder): FolderPermission[] {
  return AUDIENCES.slice(AUDIENCES.indexOf(uid)).flatMap((audience) => {
    const role = ROLES[audience];
    return role === "Admin" ? [] : [{ role, permission: 1 }];
  });
}

/** User that the script signs on as, with the password that Grafana was given. */
export const ADMINISTRATOR = "admin";

/**
 * A script for a container beside Grafana's: gives the folders their permissions and ends. Grafana reads folders from
 * files, but not who may see them, and begins each task with an empty database. It takes `sh` and `curl`, which
 * Grafana's own image has, and `GF_SECURITY_ADMIN_PASSWORD`.
 */
export function folderPermissionsScript(port: number): string {
  return [
    "#!/bin/sh",
    "set -eu",
    `address="http://127.0.0.1:${port}"`,
    "",
    "# The password stands in no argument, where other processes could read it.",
    "permit() {",
    `  printf 'user = "${ADMINISTRATOR}:%s"\\n' "$GF_SECURITY_ADMIN_PASSWORD" |`,
    "    curl --config - --silent --show-error --fail --max-time 10 --output /dev/null \\",
    '      --header "Content-Type: application/json" --data "$2" "$address/api/folders/$1/permissions"',
    "}",
    "",
    "# Grafana reads its folders while it starts.",
    "persistently() {",
    "  tries=0",
    '  until permit "$1" "$2"; do',
    "    tries=$((tries + 1))",
    '    if [ "$tries" -ge 60 ]; then exit 1; fi',
    "    sleep 2",
    "  done",
    "}",
    "",
    ...FOLDERS.map((folder) => {
      const items = JSON.stringify({ items: permissionsOf(folder) });
      return `persistently ${folder.uid} '${items}'`;
    }),
    "",
  ].join("\n");
}
