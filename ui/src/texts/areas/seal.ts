import english from "../en/seal.ts";
import { know } from "../index.ts";

know(english);
