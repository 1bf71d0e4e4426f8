import {
  isKnownAs,
  knownValue,
  MANDATORY_FROM_STAGING,
  resourceRule,
  type Finding,
  type Reader,
  type ResourceView,
} from "../core";

const RBAC = "kubernetes:rbac.authorization.k8s.io";
const VERSIONS = ["v1", "v1beta1", "v1alpha1"];
const ofVersions = (kind: string) => VERSIONS.map((version) => `${RBAC}/${version}:${kind}`);

const ROLES = [...ofVersions("ClusterRole"), ...ofVersions("Role")];
const BINDINGS = [...ofVersions("ClusterRoleBinding"), ...ofVersions("RoleBinding")];
const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const ACCESS_POLICY = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

export const kubernetesRolesConfined = resourceRule({
  name: "kubernetes-roles-confined",
  title: "Roles of Kubernetes allow no more than intended",
  description:
    "No binding makes somebody an administrator of the cluster or lets strangers in, and no role allows everything " +
    "within the groups of Kubernetes itself, or to take the rights of others. Access entries of EKS and the ConfigMap " +
    "`aws-auth` count too.",
  why:
    "Whoever gets into a pod has its service account's rights. With a cluster administrator's, that is every Secret, " +
    "every node and, through their roles, the account.",
  fix:
    "List the groups, resources and verbs that are needed, and bind the role in the namespaces where they are. People " +
    "who administer the cluster get it by an access entry that expires with their session, with an exemption here.",
  severity: "high",
  identifiers: {
    checkov: ["CKV_K8S_49", "CKV_K8S_157", "CKV_K8S_158"],
    trivy: ["AVD-KSV-0044", "AVD-KSV-0046", "AVD-KSV-0111"],
  },
  requirements: ["SE-4"],
  references: [
    {
      title: "Kubernetes documentation, Role Based Access Control Good Practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    },
    {
      title: "Amazon EKS User Guide, Review access policy permissions",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html",
    },
  ],
  types: [CONFIG_MAP, ACCESS_POLICY, ...ROLES, ...BINDINGS],
  levels: MANDATORY_FROM_STAGING,
  check(resource) {
    if (resource.type === CONFIG_MAP) return mappedAdministrators(resource);
    if (resource.type === ACCESS_POLICY) return clusterAccess(resource);
    return BINDINGS.includes(resource.type)
      ? [...administrators(resource), ...strangers(resource)]
      : resource.each("rules").flatMap(tooMuch);
  },
});

const ADMINISTRATOR = "cluster-admin";

/** Within a namespace, `cluster-admin` is what `admin` is, and quotas besides. */
function administrators(binding: ResourceView): Finding[] {
  const isForCluster = binding.type.endsWith(":ClusterRoleBinding");
  if (!isForCluster || !isKnownAs(binding.string("roleRef.name"), ADMINISTRATOR)) return [];
  return [
    {
      property: "roleRef.name",
      value: ADMINISTRATOR,
      problem: "its subjects may do everything in the cluster",
      allowed: "a role with what is needed",
      fix: "write a ClusterRole or Role that lists groups, resources and verbs, and bind that",
    },
  ];
}

const STRANGERS = ["system:anonymous", "system:unauthenticated"];

/** The role that clusters themselves give to everybody: versions and health. */
const PUBLIC_ROLES = ["system:public-info-viewer"];

function strangers(binding: ResourceView): Finding[] {
  if (PUBLIC_ROLES.includes(knownValue(binding.string("roleRef.name")) ?? "")) return [];
  return binding
    .each("subjects")
    .filter((subject) => STRANGERS.includes(knownValue(subject.string("name")) ?? ""))
    .map((subject) => ({
      property: `${subject.path}.name`,
      value: knownValue(subject.string("name")),
      problem: "whoever reaches the cluster's API has the role, without saying who they are",
      allowed: "users, groups and service accounts by name",
      fix: "name those who are meant",
    }));
}

/** Groups of Kubernetes itself. Operators rightly allow themselves everything in the groups of their own resources. */
const WIDE_GROUPS = ["", "*", "rbac.authorization.k8s.io"];

/** Verbs by which somebody takes the rights of others. */
const TAKING_VERBS = ["escalate", "bind", "impersonate"];

function tooMuch(rule: Reader): Finding[] {
  const verbs = listAt(rule, "verbs");
  const isOfKubernetes = listAt(rule, "apiGroups").some((group) => WIDE_GROUPS.includes(group));
  if (isOfKubernetes && listAt(rule, "resources").includes("*")) return [everyResource(rule, verbs)];
  const taking = verbs.filter((verb) => TAKING_VERBS.includes(verb));
  return taking.length > 0 && listAt(rule, "resourceNames").length === 0 ? [rightsOfOthers(rule, taking)] : [];
}

function listAt(rule: Reader, property: string): readonly string[] {
  return knownValue(rule.strings(property)) ?? [];
}

function everyResource(rule: Reader, verbs: readonly string[]): Finding {
  const isReading = verbs.every((verb) => ["get", "list", "watch"].includes(verb));
  return {
    property: `${rule.path}.resources`,
    value: "*",
    problem: isReading ? "it allows to read everything, Secrets included" : "it allows to change everything there is",
    allowed: "the resources that are needed",
    fix: "list the resources and verbs that are needed",
  };
}

function rightsOfOthers(rule: Reader, verbs: readonly string[]): Finding {
  return {
    property: `${rule.path}.verbs`,
    value: verbs,
    problem: "it allows to take the rights of any user or role",
    allowed: "other verbs, or these with resourceNames",
    fix: "take them out, or name the roles or users under resourceNames",
  };
}

/** The ConfigMap by which EKS gave IAM roles groups of Kubernetes before there were access entries. */
function mappedAdministrators(map: ResourceView): Finding[] {
  if (!isKnownAs(map.string("metadata.name"), "aws-auth")) return [];
  return ["mapRoles", "mapUsers"].flatMap((name) => {
    const text = knownValue(map.string(`data.${name}`)) ?? "";
    if (!text.includes("system:masters")) return [];
    return [
      {
        property: `data.${name}`,
        value: "system:masters",
        problem: "who is mapped to it may do everything in the cluster, whatever roles say",
        allowed: "groups that are bound to roles with what is needed",
        fix: "map to a group of your own, or use access entries of EKS with an access policy",
      },
    ];
  });
}

function clusterAccess(association: ResourceView): Finding[] {
  const policy = knownValue(association.string("policyArn")) ?? "";
  const isForCluster = isKnownAs(association.string("accessScope.type"), "cluster");
  if (!policy.endsWith("/AmazonEKSClusterAdminPolicy") || !isForCluster) return [];
  return [
    {
      property: "policyArn",
      value: policy,
      problem: "its principal may do everything in the cluster",
      allowed: "AmazonEKSAdminPolicy in namespaces, AmazonEKSEditPolicy, AmazonEKSViewPolicy",
      fix: 'choose a policy with what is needed, or confine it: accessScope: { type: "namespace", namespaces }',
    },
  ];
}
