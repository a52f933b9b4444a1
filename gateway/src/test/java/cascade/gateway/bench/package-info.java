/** What a relayed packet costs, measured on the machine at hand: {@code make bench}. */
package cascade.gateway.bench;
