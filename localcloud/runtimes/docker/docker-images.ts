import type Docker from "dockerode";
import type { CloudReader } from "../../model/resource";
import { imageAt, tagsOf } from "../../services/registry/images";
import { parseReference } from "../../services/registry/reference";

/** Images that Docker has. */
export class DockerImages {
  private references: ReadonlySet<string> = new Set();

  constructor(
    private readonly docker: Docker,
    private readonly cloud: CloudReader,
  ) {}

  async refresh(): Promise<void> {
    const images = await this.docker.listImages();
    this.references = new Set(
      images.flatMap(({ RepoTags, RepoDigests }) => [...(RepoTags ?? []), ...(RepoDigests ?? [])]),
    );
  }

  /**
   * The name by which Docker has an image: as the task definition has it, or by a tag that the local cloud's registry
   * has for its digest, since an image that was built on this machine and never pushed has no digest.
   */
  find(image: string): string | undefined {
    const reference = parseReference(image);
    const stored = imageAt(reference, this.cloud);
    const tags = stored === undefined ? [reference.tag ?? ""] : tagsOf(stored);
    const { host, path } = reference;
    const names =
      host === "docker.io" ? [path, path.replace(/^library\//, ""), `docker.io/${path}`] : [`${host}/${path}`];
    const candidates = [image, ...names.flatMap((name) => tags.map((tag) => `${name}:${tag}`))];
    return candidates.find((candidate) => this.references.has(candidate));
  }
}
