/** An object without some of its properties. */
export function omitted<Type extends object, Name extends keyof Type>(
  object: Type,
  ...names: readonly Name[]
): Omit<Type, Name> {
  const left = Object.entries(object).filter(([name]) => !(names as readonly string[]).includes(name));
  return Object.fromEntries(left) as Omit<Type, Name>;
}
