export type { DomainArgs, LoadBalancerArgs, LoadBalancerTransforms, TestListenerArgs, WebFirewallArgs } from "./args";
export type {
  AuthenticationArgs,
  AuthenticationSessionArgs,
  CognitoAuthenticationArgs,
  OidcAuthenticationArgs,
} from "./authentication-args";
export { LoadBalancer } from "./load-balancer";
export { monitoredLoadBalancer } from "./monitored";
export { LoadBalancerTarget } from "./load-balancer-target";
export type {
  ApplicationStickiness,
  HealthCheckArgs,
  LoadBalancerStickiness,
  LoadBalancerTargetArgs,
  LoadBalancingAlgorithm,
  RoutingArgs,
  StickinessArgs,
  TargetAlarmArgs,
  TargetAlgorithm,
} from "./load-balancer-target-args";
