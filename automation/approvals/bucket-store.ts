import { BucketObjects, type BucketObjectsOptions, type FirstVersion, severalAtOnce } from "../aws/bucket-objects";
import { type ApprovalPart, PartwiseApprovalStore } from "./partwise-store";

/**
 * Approvals in a bucket, which machines share: an object for each part, written only where there is none, so that of
 * two that use an approval at once one does. What is read is the oldest version of each, so that nothing that somebody
 * writes over a part, or hides, changes it.
 */
export class BucketApprovalStore extends PartwiseApprovalStore {
  private readonly objects: BucketObjects;
  /** Texts by name. An oldest version never changes. */
  private readonly known = new Map<string, string>();

  /** @param options with a prefix below which each environment has a folder. */
  constructor(options: BucketObjectsOptions) {
    super();
    this.objects = new BucketObjects(options);
  }

  protected async ids(environment: string): Promise<readonly string[]> {
    const versions = await this.objects.firstVersions(`${environment}/`);
    return [...new Set(versions.flatMap(({ name }) => name.split("/")[1] ?? []))];
  }

  protected async texts(environment: string, id: string): Promise<Partial<Record<ApprovalPart, string>>> {
    const folder = `${environment}/${id}/`;
    const versions = await this.objects.firstVersions(folder);
    const texts = await severalAtOnce(versions, async (version) => {
      const part = version.name.slice(folder.length).replace(/\.json$/, "");
      return [part, await this.text(version)] as const;
    });
    return Object.fromEntries(texts);
  }

  protected async writeOnce(environment: string, id: string, part: ApprovalPart, text: string): Promise<boolean> {
    return (await this.objects.create(`${environment}/${id}/${part}.json`, text)) !== undefined;
  }

  protected place(environment: string, id: string): string {
    return this.objects.address(`${environment}/${id}/`);
  }

  protected override severalAtOnce<T>(ids: readonly string[], read: (id: string) => Promise<T>): Promise<T[]> {
    return severalAtOnce(ids, read);
  }

  private async text({ name, versionId }: FirstVersion): Promise<string> {
    const known = this.known.get(name) ?? (await this.objects.read(name, versionId)).text;
    this.known.set(name, known);
    return known;
  }
}
