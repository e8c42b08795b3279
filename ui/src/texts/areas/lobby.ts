import english from "../en/lobby.ts";
import { know } from "../index.ts";

know(english);
