import { isKnownAs, MANDATORY_FROM_STAGING, resourceRule } from "../core";

export const kubernetesNoLoadBalancerServices = resourceRule({
  name: "kubernetes-no-load-balancer-services",
  title: "Services get no load balancer of their own",
  description: "No Service has the type `LoadBalancer`.",
  why:
    "The cluster creates a load balancer that the stack doesn't know. It costs money, is public by default, and " +
    "bypasses the firewall, certificates and logs of the intended one.",
  fix: "Use `type: ClusterIP` and an Ingress, or register the pods with a target group of the stack's load balancer.",
  severity: "high",
  requirements: ["SE-3", "LB-4"],
  references: [
    {
      title: "Kubernetes documentation, Service (type: LoadBalancer)",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer",
    },
    {
      title: "Amazon EKS User Guide, Route TCP and UDP traffic with Network Load Balancers",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html",
    },
  ],
  types: ["kubernetes:core/v1:Service"],
  levels: MANDATORY_FROM_STAGING,
  check: (service) =>
    isKnownAs(service.string("spec.type"), "LoadBalancer")
      ? [
          {
            property: "spec.type",
            value: "LoadBalancer",
            problem: "the cluster makes a load balancer that the stack neither knows nor protects",
            allowed: "ClusterIP, or not set",
            fix: "set type: ClusterIP, and route to the Service by an Ingress",
          },
        ]
      : [],
});
