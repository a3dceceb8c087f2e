import { testWrongShapes } from "../test_wrong_shapes.ts";

testWrongShapes("cpu");
