import { kubernetesRolesConfined as rule } from "../../../policies/rules/kubernetes-roles-confined";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { add } from "../support/mutation";

const RBAC = "kubernetes:rbac.authorization.k8s.io/v1";

function role(rule: unknown, kind = "ClusterRole"): TestResource {
  return resource(`${RBAC}:${kind}`, "robot", { rules: [rule] });
}

function binding(name: unknown, subject: object, kind = "ClusterRoleBinding"): TestResource {
  return resource(`${RBAC}:${kind}`, "robot", { roleRef: { kind: "ClusterRole", name }, subjects: [subject] });
}

const ROBOT = { kind: "ServiceAccount", name: "robot", namespace: "ci" };

function access(policy: string, type: string): TestResource {
  return resource("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "robot", {
    policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
    accessScope: { type },
  });
}

function awsAuth(groups: string): TestResource {
  return resource("kubernetes:core/v1:ConfigMap", "robot", {
    metadata: { name: "aws-auth", namespace: "kube-system" },
    data: { mapRoles: `- rolearn: arn:aws:iam::123456789012:role/x\n  username: x\n  groups:\n  - ${groups}\n` },
  });
}

describeRule(rule, {
  accepts: {
    "a role with what is needed": {
      given: role({ apiGroups: ["", "apps"], resources: ["pods", "deployments"], verbs: ["get", "list", "watch"] }),
    },
    "an operator's role for everything of its own group": {
      given: role({ apiGroups: ["monitoring.coreos.com"], resources: ["*"], verbs: ["*"] }),
    },
    "all verbs on a resource": { given: role({ apiGroups: [""], resources: ["configmaps"], verbs: ["*"] }, "Role") },
    "metrics, which are no resources": { given: role({ nonResourceURLs: ["/metrics"], verbs: ["get"] }) },
    "a role that collects the rules of others": {
      given: resource(`${RBAC}:ClusterRole`, "robot", { aggregationRule: { clusterRoleSelectors: [] } }),
    },
    "a binding of a role that is confined": { given: binding("view", ROBOT) },
    "an administrator of one namespace": { given: binding("admin", ROBOT, "RoleBinding") },
    "what clusters tell everybody": {
      given: binding("system:public-info-viewer", { kind: "Group", name: "system:unauthenticated" }),
    },
    "nodes of EKS": { given: awsAuth("system:nodes") },
    "access to a namespace, and to look around": {
      given: [access("AmazonEKSClusterAdminPolicy", "namespace"), access("AmazonEKSViewPolicy", "cluster")],
    },
    "other ConfigMaps": { given: resource("kubernetes:core/v1:ConfigMap", "robot", { metadata: { name: "web" } }) },
  },
  refuses: {
    "a binding to the cluster's administrator": {
      given: binding("cluster-admin", ROBOT),
      violations: ['robot: roleRef.name is "cluster-admin": its subjects may do everything in the cluster'],
    },
    "a role for everything, and one that reads everything": {
      given: [
        role({ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }),
        role({ apiGroups: [""], resources: ["*"], verbs: ["get", "list"] }, "Role"),
      ],
      violations: [
        'robot: rules[0].resources is "*": it allows to change everything there is',
        'robot: rules[0].resources is "*": it allows to read everything, Secrets included',
      ],
    },
    "to take the rights of others": {
      given: role({ apiGroups: [""], resources: ["users", "groups"], verbs: ["impersonate"] }),
      violations: ['robot: rules[0].verbs is ["impersonate"]'],
    },
    strangers: {
      given: binding("view", { kind: "Group", name: "system:unauthenticated" }, "RoleBinding"),
      violations: ['robot: subjects[0].name is "system:unauthenticated"'],
    },
    "an administrator by the ways of EKS": {
      given: [awsAuth("system:masters"), access("AmazonEKSClusterAdminPolicy", "cluster")],
      violations: ['robot: data.mapRoles is "system:masters"', "robot: policyArn is"],
    },
  },
  boundaries: {
    "to bind one role by its name": {
      given: role({
        apiGroups: ["rbac.authorization.k8s.io"],
        resources: ["clusterroles"],
        verbs: ["bind"],
        resourceNames: ["view"],
      }),
    },
    "an older version of the group": {
      given: resource("kubernetes:rbac.authorization.k8s.io/v1beta1:ClusterRoleBinding", "robot", {
        roleRef: { name: "cluster-admin" },
      }),
      violations: ["robot: roleRef.name"],
    },
  },
  missing: {
    "no rules and no subjects": {
      given: [resource(`${RBAC}:Role`, "robot"), resource(`${RBAC}:RoleBinding`, "robot", { roleRef: { name: "x" } })],
    },
  },
  unknown: {
    "a role that isn't known": {
      given: binding(UNKNOWN, ROBOT),
      remarks: ["robot: Not determinable yet: roleRef.name isn't known"],
    },
  },
  production: add(binding("cluster-admin", ROBOT)),
});
