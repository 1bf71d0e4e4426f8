import { formatImageReference, splitImageReference } from "../../../components/shared/image-reference";
import { ImageFailure } from "../failure";
import { basicAuthorization, bearerAuthorization } from "./authorization";
import { configurationDigestIn, type CredentialsOf, type RegistryReader } from "./registry";
import { withRetries } from "./retry";

/** Kinds of manifests that are asked for (OCI Image Specification, and Docker's before it). */
const MANIFESTS = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
];

/** Docker speaks HTTP without TLS to registries on this machine alone; so does this. */
const THIS_MACHINE = /^(?:localhost|127(?:\.\d{1,3}){3})(?::\d+)?$/;

/** What describes an image, and whose digest is the image's. */
export interface Manifest {
  readonly text: string;
  readonly mediaType: string | undefined;
}

/** Reads a registry by the OCI Distribution Specification, "Pulling manifests". */
export class DistributionRegistry implements RegistryReader {
  constructor(
    private readonly credentialsOf: CredentialsOf,
    private readonly request: typeof fetch = fetch,
  ) {}

  async digestOf(reference: string, signal: AbortSignal): Promise<string | undefined> {
    const answer = await this.manifest(reference, signal);
    await answer?.body?.cancel();
    if (answer === undefined) return undefined;
    const digest = answer.headers.get("docker-content-digest");
    if (digest === null) throw withoutDigest(reference);
    return digest;
  }

  async configurationDigestOf(reference: string, signal: AbortSignal): Promise<string | undefined> {
    const answer = await this.manifest(reference, signal);
    return answer && configurationDigestIn(await answer.json());
  }

  /** The manifest as the registry has it, to the byte; undefined where it has none. */
  async manifestOf(reference: string, signal: AbortSignal): Promise<Manifest | undefined> {
    const answer = await this.manifest(reference, signal);
    return answer && { text: await answer.text(), mediaType: answer.headers.get("content-type") ?? undefined };
  }

  /** The registry's answer with a manifest; undefined where it has none. */
  private async manifest(reference: string, signal: AbortSignal): Promise<Response | undefined> {
    const { registry: host, repository, tag, digest } = splitImageReference(reference);
    if (host === undefined) throw withoutRegistry(reference);
    const answer = await this.ask(host, repository, digest ?? tag ?? "latest", signal);
    if (answer.ok) return answer;
    if (answer.status !== 404) throw await refusal(reference, answer);
    await answer.body?.cancel();
    return undefined;
  }

  private async ask(host: string, repository: string, version: string, signal: AbortSignal): Promise<Response> {
    const protocol = THIS_MACHINE.test(host) ? "http" : "https";
    const url = `${protocol}://${host}/v2/${repository}/manifests/${version}`;
    const credentials = await this.credentialsOf(host);
    const get = (authorization: string | undefined) =>
      this.reach(host, () =>
        withRetries(
          () =>
            this.request(url, {
              headers: { accept: MANIFESTS.join(", "), ...(authorization !== undefined && { authorization }) },
              signal,
            }),
          signal,
        ),
      );
    const first = await get(credentials && basicAuthorization(credentials));
    const challenge = first.headers.get("www-authenticate");
    if (first.status !== 401 || challenge === null) return first;
    const bearer = await bearerAuthorization(challenge, repository, credentials, this.request, signal);
    if (bearer === undefined) return first;
    await first.body?.cancel();
    return get(bearer);
  }

  private async reach(host: string, request: () => Promise<Response>): Promise<Response> {
    try {
      return await request();
    } catch (error) {
      if ((error as Error).name !== "TypeError") throw error; // what fetch throws where no answer came
      throw new ImageFailure(
        "registry-unreachable",
        `the registry ${host} can't be reached`,
        "Check its name and the network, then run the command again.",
        { cause: error },
      );
    }
  }
}

function withoutRegistry(reference: string): ImageFailure {
  return new ImageFailure(
    "image-not-found",
    `the image ${reference} names no registry`,
    "Write the registry's host before it, such as registry.proofpix.com/proofpix/enterprise:1.0.0.",
  );
}

function withoutDigest(reference: string): ImageFailure {
  return new ImageFailure(
    "registry-refused",
    `the registry gives no digest for ${reference}`,
    "Use a registry that sends Docker-Content-Digest, such as Amazon ECR.",
  );
}

/** What a registry says instead (OCI Distribution Specification, "Error Codes"). */
async function refusal(reference: string, answer: Response): Promise<ImageFailure> {
  const { repository, registry } = splitImageReference(reference);
  const said = await answer.text();
  const place = formatImageReference({ registry, repository });
  const isDenied = answer.status === 401 || answer.status === 403;
  return new ImageFailure(
    "registry-refused",
    `the registry refuses to show ${reference}: HTTP ${answer.status}${said === "" ? "" : `, ${said.slice(0, 300)}`}`,
    isDenied ? `Check the credentials, and that they may pull from ${place}.` : "Look at the registry's own log.",
  );
}
