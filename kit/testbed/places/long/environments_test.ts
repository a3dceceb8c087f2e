import { ENVIRONMENTS, testEnvironments } from "../environments.ts";

testEnvironments(ENVIRONMENTS);
