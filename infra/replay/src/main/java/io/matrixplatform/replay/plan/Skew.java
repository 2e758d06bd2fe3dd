package io.matrixplatform.replay.plan;

/**
 * An uneven choice among n: the first is 1.2-fold Zipf's favourite, as one client carries 14 to 52 % of real services. The
 * load of a platform is never even, and a test with even load proves little.
 */
final class Skew {
    private static final double EXPONENT = 1.2;

    private final double[] upTo;

    Skew(int choices) {
        if (choices < 1) {
            throw new IllegalArgumentException("there must be something to choose from");
        }
        upTo = new double[choices];
        double sum = 0;
        for (int i = 0; i < choices; i++) {
            sum += Math.pow(i + 1, -EXPONENT);
            upTo[i] = sum;
        }
    }

    /** @param chance from [0, 1) */
    int pick(double chance) {
        double at = chance * upTo[upTo.length - 1];
        int choice = 0;
        while (choice < upTo.length - 1 && at >= upTo[choice]) {
            choice++;
        }
        return choice;
    }
}
