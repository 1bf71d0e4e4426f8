import { refuse } from "../../model/aws-error";
import { globalArn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import type { PolicyDocument } from "../shared/policy-document";
import { fail } from "../shared/policy-error";
import { policyOf, policyRule } from "../shared/policy-rules";
import type { PolicyStatement } from "../shared/policy-statement";
import { bucketReference, ONE_PER_BUCKET } from "./bucket-reference";

export const bucketPolicy: ResourceType = {
  type: "aws:s3/bucketPolicy:BucketPolicy",
  mapping: { operation: "s3.PutBucketPolicy" },
  documentedLimits: {
    policy: [
      {
        document: "Amazon S3 User Guide, Bucket policies for Amazon S3",
        maxLength: 20_480,
        code: "MalformedPolicy",
        message: () => "Policy exceeds the maximum allowed document size.",
      },
    ],
  },
  replaceOnChanges: ["bucket", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  rules: [
    policyRule({
      input: "policy",
      kind: "resource",
      code: "MalformedPolicy",
      demands: [requireResourcesOfTheBucket, requireActionsOfS3],
    }),
    refusePublicPolicy,
  ],
  make: ({ inputs }) => ({ id: text(inputs, "bucket") ?? "", computed: {} }),
};

/** Amazon S3 User Guide, "Policies and permissions in Amazon S3": a policy names the bucket and its objects only. */
function requireResourcesOfTheBucket(policy: PolicyDocument, { inputs, region }: Operation): void {
  const bucketArn = globalArn("s3", region, "", text(inputs, "bucket") ?? "");
  policy.statements.forEach(({ resources, notResources }, index) => {
    const foreign = [...resources, ...notResources].find(
      (resource) => resource !== bucketArn && !resource.startsWith(`${bucketArn}/`) && resource !== `${bucketArn}*`,
    );
    if (foreign !== undefined) fail(`Policy has invalid resource: ${foreign}`, `Statement[${index}].Resource`);
  });
}

function requireActionsOfS3(policy: PolicyDocument): void {
  policy.statements.forEach(({ actions, notActions }, index) => {
    const foreign = [...actions, ...notActions].find((action) => !/^(s3:|\*$)/i.test(action));
    if (foreign !== undefined) fail(`Policy has invalid action: ${foreign}`, `Statement[${index}].Action`);
  });
  policy.statements.forEach(({ actions, resources }, index) => {
    if (resources.length === 0) return;
    const ofObjects = !resources.some(mayBeObject) && actions.some(isObjectAction);
    const ofBuckets = !resources.some(mayBeBucket) && actions.some(isBucketAction);
    if (ofObjects || ofBuckets) fail("Action does not apply to any resource(s) in statement", `Statement[${index}]`);
  });
}

/** Actions on objects, as far as their names tell (Service Authorization Reference, "Amazon S3"). */
function isObjectAction(action: string): boolean {
  return /^s3:(Get|Put|Delete|Restore)Object[A-Za-z]*$/i.test(action);
}

/**
 * Actions on a bucket itself, as far as their names tell: every action of a statement needs a resource of its own kind.
 */
function isBucketAction(action: string): boolean {
  return /^s3:(CreateBucket|DeleteBucket|ListBucket[A-Za-z]*|(Get|Put|Delete)Bucket[A-Za-z]*|(Get|Put)(Lifecycle|Encryption|Replication|Metrics|Inventory|Analytics)Configuration)$/i.test(
    action,
  );
}

function mayBeBucket(resource: string): boolean {
  return !resource.includes("/");
}

function mayBeObject(resource: string): boolean {
  return resource.includes("/") || resource.includes("*");
}

/**
 * A bucket blocks public policies unless it says otherwise (Amazon S3 User Guide, "Blocking public access to your
 * Amazon S3 storage", which also says what is public).
 */
function refusePublicPolicy({ inputs, cloud }: Operation): void {
  const block = cloud.find("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", text(inputs, "bucket") ?? "");
  const blocks = block === undefined || flag(block.inputs, "blockPublicPolicy") === true;
  const policy = policyOf(inputs, "policy", "resource");
  if (!blocks || policy?.statements.some(isPublic) !== true) return;
  refuse(
    "AccessDenied",
    "User is not authorized to perform: s3:PutBucketPolicy because public policies are blocked by the BlockPublicPolicy block public access setting.",
    "policy",
  );
}

/** Condition keys that limit a statement for everyone to some principals or sources. */
const NARROWING_KEYS =
  /^aws:(PrincipalArn|PrincipalAccount|PrincipalOrgID|PrincipalOrgPaths|Source(Arn|Account|Ip|Vpc|Vpce|Owner|OrgID)|userid)$|^s3:DataAccessPoint(Arn|Account)$/i;

function isPublic({ effect, principals, notPrincipals, conditions }: PolicyStatement): boolean {
  const forEveryone = notPrincipals.length > 0 || principals.some(({ value }) => value === "*");
  const isNarrowed = conditions.some(
    ({ operator, key, values }) =>
      !operator.includes("Not") && NARROWING_KEYS.test(key) && values.every((value) => value !== "*"),
  );
  return effect === "Allow" && forEveryone && !isNarrowed;
}
