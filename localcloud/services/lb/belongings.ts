import type { CloudReader, CloudResource } from "../../model/resource";

/** What goes with a listener (Elastic Load Balancing API Reference, DeleteListener and DeleteRule). */
export function belongingsOfListener(listener: CloudResource, cloud: CloudReader): CloudResource[] {
  return ["aws:lb/listenerCertificate:ListenerCertificate", "aws:lb/listenerRule:ListenerRule"].flatMap((type) =>
    cloud.ofType(type).filter(({ inputs }) => inputs.listenerArn === listener.id),
  );
}

/** What goes with a load balancer: its listeners with theirs, and its web ACL's hold on it (DeleteLoadBalancer). */
export function belongingsOfLoadBalancer(loadBalancer: CloudResource, cloud: CloudReader): CloudResource[] {
  const listeners = cloud
    .ofType("aws:lb/listener:Listener")
    .filter(({ inputs }) => inputs.loadBalancerArn === loadBalancer.id);
  const associations = cloud
    .ofType("aws:wafv2/webAclAssociation:WebAclAssociation")
    .filter(({ inputs }) => inputs.resourceArn === loadBalancer.id);
  return [...associations, ...listeners.flatMap((each) => [...belongingsOfListener(each, cloud), each])];
}
