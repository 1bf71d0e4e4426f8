import { arn, deployed, identified, type Shapes } from "./shape";
import { TAGS } from "./context";

/** User data as `@pulumi/eks` writes it for nodes of its own groups. */
const NODE_SCRIPT = `#!/bin/bash

/etc/eks/bootstrap.sh --apiserver-endpoint "https://1D2C3B.gr7.eu-west-1.eks.amazonaws.com" --b64-cluster-ca "LS0tLS1CRUdJTi" "shop"
/opt/aws/bin/cfn-signal --exit-code $? --stack shop-nodes --resource NodeGroup --region eu-west-1
`;

/** What `@pulumi/eks` makes for a group of nodes with its secure settings. */
const nodes = deployed(
  "aws:ec2/launchTemplate:LaunchTemplate",
  "shop-launchTemplate",
  {
    instanceType: "m7g.large",
    userData: Buffer.from(NODE_SCRIPT).toString("base64"),
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 20, encrypted: "true" } }],
    networkInterfaces: [{ associatePublicIpAddress: "false", securityGroups: ["sg-0e1"] }],
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1, httpEndpoint: "enabled" },
    tags: TAGS,
  },
  { outputs: identified("ec2", "launch-template/lt-1") },
);

/** The same with the library's defaults: public addresses, plain disks and version 1 of the metadata service. */
const defaultNodes = deployed(
  "aws:ec2/launchTemplate:LaunchTemplate",
  "default-launchTemplate",
  {
    instanceType: "t3.medium",
    userData: Buffer.from(NODE_SCRIPT).toString("base64"),
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 20, encrypted: "false" } }],
    networkInterfaces: [{ associatePublicIpAddress: "true", securityGroups: ["sg-0e1"] }],
    tags: TAGS,
  },
  { outputs: identified("ec2", "launch-template/lt-2") },
);

const access = [
  deployed("aws:eks/accessEntry:AccessEntry", "nodes", {
    clusterName: "shop",
    principalArn: arn("iam", "role/nodes"),
    type: "EC2_LINUX",
  }),
  deployed("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "developers", {
    clusterName: "shop",
    principalArn: arn("iam", "role/developers"),
    policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
    accessScope: { type: "namespace", namespaces: ["shop"] },
  }),
];

const awsAuth = deployed("kubernetes:core/v1:ConfigMap", "shop-nodeAccess", {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "aws-auth", namespace: "kube-system" },
  data: {
    mapRoles: [
      '- rolearn: "arn:aws:iam::123456789012:role/nodes"',
      '  username: "system:node:{{EC2PrivateDNSName}}"',
      "  groups:",
      '    - "system:bootstrappers"',
      '    - "system:nodes"',
    ].join("\n"),
  },
});

const metadata = { name: "controller", namespace: "controllers" };

/** Roles as charts of controllers and operators have them. */
const roles = [
  deployed("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", "load-balancers", {
    metadata: { name: "load-balancers" },
    rules: [
      { apiGroups: ["elbv2.k8s.aws"], resources: ["targetgroupbindings"], verbs: ["create", "delete", "get", "list"] },
      { apiGroups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] },
      { apiGroups: ["networking.k8s.io"], resources: ["ingresses", "ingresses/status"], verbs: ["*"] },
    ],
  }),
  deployed("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", "prometheus-operator", {
    metadata: { name: "prometheus-operator" },
    rules: [{ apiGroups: ["monitoring.coreos.com"], resources: ["*"], verbs: ["*"] }],
  }),
  deployed("kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding", "load-balancers", {
    metadata: { name: "load-balancers" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "load-balancers" },
    subjects: [{ kind: "ServiceAccount", ...metadata }],
  }),
];

const settings = deployed("kubernetes:core/v1:ConfigMap", "settings", {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata,
  data: {
    LOG_LEVEL: "info",
    "nginx.conf": "server {\n  listen 80;\n  proxy_set_header X-Token $http_x_token;\n}\n",
    "prometheus.yml": "scrape_configs:\n  - job_name: web\n    bearer_token_file: /var/run/secrets/token\n",
    "grafana.ini": "[security]\nadmin_password = ${GRAFANA_PASSWORD}\n",
  },
});

const release = deployed("kubernetes:helm.sh/v3:Release", "grafana", {
  chart: "grafana",
  namespace: "monitoring",
  values: {
    admin: { existingSecret: "grafana", userKey: "admin-user", passwordKey: "admin-password" },
    "grafana.ini": {
      "auth.generic_oauth": { client_secret: "${OAUTH_SECRET}", token_url: "https://login.example.com" },
    },
    imagePullSecrets: [{ name: "registry" }],
    serviceAccount: { create: true, automountServiceAccountToken: true },
  },
});

export const CLUSTERS: Shapes = {
  "a cluster's nodes and the access of people": { resources: [nodes, ...access, awsAuth] },
  "nodes with the defaults of a library": {
    resources: [defaultNodes],
    wrong: {
      "encrypted-volumes": { "default-launchTemplate": "its disks are in plain text" },
      "instance-metadata-v2": { "default-launchTemplate": "version 1 answers" },
      "instances-without-public-addresses": { "default-launchTemplate": "the nodes have public addresses" },
    },
  },
  "roles of controllers and operators": { resources: roles },
  "settings and a chart without credentials": { resources: [settings, release] },
};
