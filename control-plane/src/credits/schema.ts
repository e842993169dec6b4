import { z } from "zod";

export const CreditBalance = z
  .object({
    balanceCents: z.int().describe("Whole cents, rounded down; negative when the last requests overdrew it."),
  })
  .meta({ id: "CreditBalance" });
