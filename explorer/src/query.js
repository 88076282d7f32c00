/** Who asks decides what it shows: the plan itself, and who owns what. */
export const DEFAULT_QUERY = `query MillCityPlan {
  district(by: { name: "Mill City" }) {
    name
    level
    currentPlan {
      title
      status
      strategicObjectives {
        nodes {
          title
          initiatives {
            nodes {
              title
              activities {
                nodes {
                  description
                  owner {
                    name
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
`;
