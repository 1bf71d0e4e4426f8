import { AwsError } from "../../../model/aws-error";
import { flag, number, object, text, type Properties } from "../../../model/values";
import { type KeptVersion, lockOf, type ObjectVersion, storedVersion } from "../../../services/s3/object-version";
import {
  type ApiContext,
  type ApiEffect,
  type ApiOperation,
  done,
  reading,
  type ServiceOperations,
} from "../../operation";
import { requireChangeable, retentionOf } from "./locks";
import { requiredBucket, requiredVersion } from "./lookup";

/** Amazon S3 API Reference, PutObjectRetention. */
const putObjectRetention: ApiOperation = ({ input }, context) => {
  const version = lockable(input, context);
  const stated = object(input, "Retention") ?? {};
  const [mode, until] = [text(stated, "Mode"), number(stated, "RetainUntilDate")];
  if ((mode === undefined) !== (until === undefined)) {
    throw new AwsError(
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema",
    );
  }
  const { now } = context;
  const retention = mode === undefined || until === undefined ? undefined : retentionOf(mode, until, now);
  requireChangeable(version, retention, { now, bypassesGovernance: flag(input, "BypassGovernanceRetention") === true });
  return done(changed(version, { retention }));
};

/** Amazon S3 API Reference, PutObjectLegalHold. */
const putObjectLegalHold: ApiOperation = ({ input }, context) =>
  done(changed(lockable(input, context), { isOnHold: text(input, "LegalHold.Status") === "ON" }));

/** Amazon S3 API Reference, operations on locks of versions. */
export const retentionOperations: ServiceOperations = {
  GetObjectRetention: reading(({ input }, context) => {
    const { retention } = lockable(input, context);
    if (retention === undefined) throw withoutLock();
    return { Retention: { Mode: retention.mode, RetainUntilDate: retention.until } };
  }),
  GetObjectLegalHold: reading(({ input }, context) => {
    const { isOnHold } = lockable(input, context);
    if (isOnHold === undefined) throw withoutLock();
    return { LegalHold: { Status: isOnHold ? "ON" : "OFF" } };
  }),
  PutObjectRetention: putObjectRetention,
  PutObjectLegalHold: putObjectLegalHold,
};

function lockable(input: Properties, context: ApiContext): KeptVersion {
  if (lockOf(requiredBucket(input, context), context.cloud) === undefined) {
    throw new AwsError("InvalidRequest", "Bucket is missing Object Lock Configuration");
  }
  return requiredVersion(input, context);
}

function changed({ resource, ...version }: KeptVersion, change: Partial<ObjectVersion>): ApiEffect {
  return { kind: "keep", resources: [storedVersion({ ...version, ...change }, resource.region)] };
}

function withoutLock(): AwsError {
  return new AwsError("NoSuchObjectLockConfiguration", "The specified object does not have a ObjectLock configuration");
}
