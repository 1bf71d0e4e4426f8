/**
 * Actions of others, by the commit of a release: a tag can be moved to other code. When one is renewed, its commit
 * comes from the release's page.
 */
export const ACTIONS = {
  checkout: { name: "actions/checkout", commit: "3d3c42e5aac5ba805825da76410c181273ba90b1", release: "v7.0.1" },
  setupNode: { name: "actions/setup-node", commit: "820762786026740c76f36085b0efc47a31fe5020", release: "v7.0.0" },
  awsCredentials: {
    name: "aws-actions/configure-aws-credentials",
    commit: "e6de054238d6b7531b4efff3b6587d9aade6a06c",
    release: "v6.2.3",
  },
  upload: { name: "actions/upload-artifact", commit: "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", release: "v7.0.0" },
  download: {
    name: "actions/download-artifact",
    commit: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
    release: "v8.0.1",
  },
} as const;

export type Action = (typeof ACTIONS)[keyof typeof ACTIONS];

/** How a step names an action. */
export function usesOf({ name, commit }: Action): string {
  return `${name}@${commit}`;
}
