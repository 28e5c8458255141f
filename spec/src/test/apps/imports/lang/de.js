export const greet = () => "hallo";
