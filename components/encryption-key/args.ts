import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Escape hatches, one for each kind of child. */
export interface EncryptionKeyTransforms {
  readonly key?: Transform<aws.kms.KeyArgs>;
  readonly alias?: Transform<aws.kms.AliasArgs>;
}

/** Arguments of an `EncryptionKey`. */
export interface EncryptionKeyArgs {
  /** Account that owns and uses the key: the provider's own. */
  readonly accountId: pulumi.Input<string>;
  /** Region of the key, commercial or GovCloud (US), such as `"eu-central-1"`: the provider's own. */
  readonly region: pulumi.Input<string>;
  /** What the key encrypts, as the AWS console shows it. @default - `Encrypts what belongs to <name>` */
  readonly description?: string;
  /**
   * Days, from 7 to 30, between the key's deletion and the point where nothing encrypted with it can ever be read
   * again; until then the deletion can be cancelled. Takes effect when the key is deleted.
   * @default 30
   */
  readonly deletionWindowDays?: number;
  /** Tags of the key; an alias has none. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: EncryptionKeyTransforms;
}
