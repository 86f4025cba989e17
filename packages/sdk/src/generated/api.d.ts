// Made by `npm run generate` from the OpenAPI document. Not edited by hand.
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures of this process in the Prometheus text format */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests can be served */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Security events of the deployment, newest first */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations into the deployment, newest first */
        get: operations["listDeploymentInvitations"];
        put?: never;
        /** Invite somebody into the deployment; the link is shown this once */
        post: operations["createDeploymentInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation into the deployment */
        delete: operations["revokeDeploymentInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation: makes the account and signs in, or joins the account signed in */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an invitation offers */
        post: operations["getInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is calling */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change your own name, or the language that the pages speak to you */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/v1/me/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's API keys */
        get: operations["listApiKeys"];
        put?: never;
        /** Make an API key; it is shown this once */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key at once */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the password; every session ends and this one starts afresh */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/rating-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your keys on the rating screen */
        get: operations["getMyRatingKeys"];
        /** Change or switch off your keys on the rating screen */
        put: operations["setMyRatingKeys"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the caller is signed in */
        get: operations["listMySessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out elsewhere */
        delete: operations["revokeMySession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password by a reset link and sign in; every other session ends */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/password-resets/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whose password a reset link sets */
        post: operations["getPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is running here */
        get: operations["getPlatform"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects that the caller may open */
        get: operations["listProjects"];
        put?: never;
        /** Make a project; who makes it leads it */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project and what the caller is in it */
        get: operations["getProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename, describe, archive or reopen a project */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/v1/projects/{project}/aliases/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Promote: point a name such as champion at a version */
        put: operations["setAlias"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/annotators/{annotator}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand somebody no more pairs; they are told the reason */
        post: operations["pauseAnnotator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/annotators/{annotator}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody rate again; their golds are counted anew */
        post: operations["resumeAnnotator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/arena": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions that meet in pairs, newest first, each with the win rate of the newer one */
        get: operations["listMatchups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/arena/{first}/{second}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two versions against each other: in whole, by task type, and where they met */
        get: operations["getMatchup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/arena/{first}/{second}/battles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ratings behind a matchup, newest first */
        get: operations["listBattles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batches, newest first */
        get: operations["listBatches"];
        put?: never;
        /** Compose a batch as a draft */
        post: operations["createBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/batches/{batch}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One batch */
        get: operations["getBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Release, pause or close a batch, rename it, ask for more ratings, change who rates it and in which order */
        patch: operations["updateBatch"];
        trace?: never;
    };
    "/v1/projects/{project}/batches/{batch}/annotators/{annotator}/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Void what somebody rated in a batch and ask others instead
         * @description The ratings are kept but count no more; pairs that were done open again.
         */
        post: operations["requeueRatings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/batches/{batch}/attention-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a pair of your own among the golds, one that says itself which answer to choose */
        post: operations["createAttentionCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/batches/{batch}/gold-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pairs of other batches whose verdict is beyond doubt */
        get: operations["listGoldProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/batches/{batch}/golds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The golds of a batch, and how often they were answered right */
        get: operations["listGolds"];
        put?: never;
        /** Copy pairs into a batch as golds; all or none */
        post: operations["createGolds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/batches/{batch}/overlap-cost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many more ratings a higher overlap would ask for */
        get: operations["getOverlapCost"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/batches/{batch}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who rates in a batch: their golds, whether they are paused and why, what stands out */
        get: operations["listBatchPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/batches/{batch}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a batch is, who did what, and how well they agree */
        get: operations["getBatchProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/batches/{batch}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agreement and reliability: the newest figures, and whether ratings changed since */
        get: operations["getBatchStatistics"];
        put?: never;
        /** Compute agreement and reliability, unless the figures of these very ratings are there */
        post: operations["computeBatchStatistics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/batches/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a composition would give, and what it would leave out and why */
        post: operations["previewBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/console": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is left and until when, throughput, agreement against target, skips, flags, sides */
        get: operations["getConsole"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/console/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batches, newest first: how far they are, and why nothing moves where nothing does */
        get: operations["listConsoleBatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/console/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One table of the console as CSV: what is on screen */
        get: operations["exportConsole"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/console/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hours, ratings and pay by person, at the rate that is set */
        get: operations["getConsolePay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/console/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each person did, and how far they can be relied on */
        get: operations["listConsolePeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/console/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agreement that is wanted, and the rate of pay */
        get: operations["getConsoleSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Set the agreement that is wanted, or the rate of pay; null takes it back */
        patch: operations["updateConsoleSettings"];
        trace?: never;
    };
    "/v1/projects/{project}/console/times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Median active times, and who rates far faster than the others */
        get: operations["getConsoleTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/disagreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rated pairs on which people disagree, worst first, with every vote */
        get: operations["listDisagreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/golds/{gold}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a gold to nobody any more; its ratings stay and stop counting */
        post: operations["retireGold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/guidelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of the guidelines, newest first */
        get: operations["listGuidelines"];
        put?: never;
        /** Write the next version of the guidelines */
        post: operations["createGuideline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/guidelines/readers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is to read the guidelines, and which version each has acknowledged */
        get: operations["listGuidelineReaders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last hundred imports */
        get: operations["listImports"];
        put?: never;
        /** Import a file of prompts or of rated pairs */
        post: operations["createImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/imports/{importId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import has come */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say how a file's first megabyte would be read */
        post: operations["previewImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations into the project, newest first */
        get: operations["listInvitations"];
        put?: never;
        /** Invite somebody into the project; the link is shown this once */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation into the project */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that a prompt source, batch, snapshot, run or version came from, and all that came of it */
        get: operations["getLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members of the project */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/members/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take somebody out of the project; their ratings stay */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /** Give a member another role, other skills and languages, or a quota for the day */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/v1/projects/{project}/model-versions/{versionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version: where it comes from and what came of it */
        get: operations["getModelVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/model-versions/{versionId}/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try again to prepare a version that failed */
        post: operations["prepareModelVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models with their versions, by name */
        get: operations["listModels"];
        put?: never;
        /** Register a model with its first version */
        post: operations["createModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/models/{modelId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register another version of a model */
        post: operations["createModelVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much there is at each station of the loop */
        get: operations["getProjectOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/pipelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pipelines, newest first */
        get: operations["listPipelines"];
        put?: never;
        /**
         * Queue all runs of a pipeline
         * @description All of them or none: refused with BAD_FILE where the document cannot be read, with PREFLIGHT_FAILED where one of its runs could not succeed.
         */
        post: operations["createPipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/pipelines/{pipelineId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One pipeline with its runs */
        get: operations["getPipeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/pipelines/{pipelineId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End all runs of a pipeline within ten seconds
         * @description Runs that have ended stay as they are.
         */
        post: operations["cancelPipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/pipelines/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a pipeline would launch, and what forbids it
         * @description Refused with BAD_FILE and every fault by its line. Nothing is launched.
         */
        post: operations["previewPipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prompts by filter, newest first */
        get: operations["listPrompts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/prompts/{promptId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A prompt with its responses, tasks and ratings */
        get: operations["getPrompt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/prompts/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The values that prompt filters can take */
        get: operations["listPromptFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/qualification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What whoever rates in the project has to pass first; switched off where nobody set it */
        get: operations["getQualification"];
        /**
         * Set the qualification as a whole; who passed stays passed
         * @description Attempts that have begun keep their questions and their mark.
         */
        put: operations["setQualification"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/qualification/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Golds in use of the whole project, to choose from */
        get: operations["listQualificationCandidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/qualification/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who passed, who did not, and who is in the middle of it */
        get: operations["listQualificationPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/qualification/people/{user}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each answer that a person gave, beside what is right */
        get: operations["listQualificationAnswers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/qualification/people/{user}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One more attempt for somebody who has none left */
        post: operations["grantQualificationAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/qualification/people/{user}/waiver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Let somebody off, or ask it of them again; who passed stays passed */
        put: operations["waiveQualification"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What you hold, and more up to the number you want to hold */
        post: operations["claimTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/guidelines/acknowledged": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say that you have read a version of the guidelines; an older one never takes back a newer */
        put: operations["acknowledgeGuideline"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/leases/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give tasks back, for others to take at once */
        post: operations["releaseLease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/leases/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep tasks for longer while their page is visible */
        post: operations["renewLease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/qualification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How you stand with the qualification: the question, or what is right about the last one */
        get: operations["getMyQualification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/qualification/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer the question; the first answer stays */
        post: operations["answerQualification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/qualification/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on from an explanation, or begin an attempt
         * @description A step from anywhere else than where you stand changes nothing.
         */
        post: operations["stepQualification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much there is to rate; where there is nothing, why and until when */
        get: operations["getRatingQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your own ratings, newest first, as you saw the pairs */
        get: operations["listMyRatings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/ratings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Store a rating, a skip or an edit of one, under a UUIDv7 made by the caller
         * @description A repeat of the same id and content is harmless. A rating that comes late is kept all the same.
         */
        put: operations["submitRating"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rate/sensitive-topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Leave sensitive topics to others, or take them again */
        put: operations["setSensitiveTopics"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/rating-forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of the rating form, newest first */
        get: operations["listRatingForms"];
        put?: never;
        /**
         * Make the next version of the rating form
         * @description Pairs that are on somebody’s screen are still rated with the version they came with; every one handed out from now on comes with this one.
         */
        post: operations["createRatingForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ratings and skips, newest first */
        get: operations["listRatings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/ratings/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same ratings as CSV */
        get: operations["exportRatings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs, newest first */
        get: operations["listRuns"];
        put?: never;
        /**
         * Queue a run
         * @description Refused with PREFLIGHT_FAILED and the reasons where it could not succeed.
         */
        post: operations["createRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the priority of a waiting run
         * @description Priority orders the waiting runs of one project: high, normal, low, then the longest wait. Between projects the one with the fewest running runs comes first. Refused with RUN_STATE once the run has begun.
         */
        patch: operations["updateRun"];
        trace?: never;
    };
    "/v1/projects/{project}/runs/{runId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a run within ten seconds
         * @description A run that has ended already is answered as it is.
         */
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/runs/{runId}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The YAML document that launches a run again */
        get: operations["getRunDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/runs/{runId}/histograms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How scores were spread, by step */
        get: operations["listRunHistograms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/runs/{runId}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The curves of a run, in buckets of steps */
        get: operations["listRunMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/runs/{runId}/responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answers a run made, oldest first */
        get: operations["listRunResponses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/runs/{runId}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a model in training answered to the fixed prompts */
        get: operations["listRunSamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/runs/{runId}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A run as it happens, by server-sent events
         * @description Events: `run` (the run), `reset` (points after a step are void), `metrics` (name, step, value, milliseconds), `end`. Goes on from `cursor` or Last-Event-ID without gap or double; ends after a minute, to be opened again.
         */
        get: operations["streamRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/runs/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The launch that a YAML document describes
         * @description Refused with BAD_FILE and every fault by its line. Nothing is launched.
         */
        post: operations["readRunDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/runs/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a launch would do, and what forbids it */
        post: operations["previewRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Snapshots, newest first */
        get: operations["listSnapshots"];
        put?: never;
        /** Freeze a snapshot */
        post: operations["createSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/snapshots/{snapshotId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One snapshot */
        get: operations["getSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/snapshots/{snapshotId}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One split as JSON lines that TRL loads as they are */
        get: operations["downloadSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/snapshots/{snapshotId}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The exact training rows, in order */
        get: operations["listSnapshotRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/snapshots/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the rules would freeze now: counts, removals and the first rows */
        post: operations["previewSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/tasks/{task}/adjudications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Decide a pair, under a UUIDv7 made by the caller
         * @description Stored as a rating of its own kind: the ratings it decides between stay as they are, and snapshots take the decision.
         */
        put: operations["adjudicateTask"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a password */
        post: operations["signIn"];
        /** Sign out: the session ends on the server */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the deployment still waits for its first admin */
        get: operations["getSetup"];
        put?: never;
        /** Make the first admin and sign in */
        post: operations["createFirstAdmin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users, newest first */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Make a user admin or member, disable or enable */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/v1/users/{user}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link by which a user sets a new password; it is shown this once */
        post: operations["createPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Acknowledgement: {
            /** Format: date-time */
            acknowledgedAt: string;
            version: number;
        };
        AcknowledgementInput: {
            /** Format: date-time */
            acknowledgedAt: string;
            version: number;
        };
        ActiveSelection: {
            /** @enum {string} */
            by: "disagreement" | "margin";
            /** @default 0.5 */
            randomShare: number;
            versionIds: string[];
        };
        ActiveSelectionInput: {
            /** @enum {string} */
            by: "disagreement" | "margin";
            /** @default 0.5 */
            randomShare: number;
            versionIds: string[];
        };
        AdaptiveOverlap: {
            /** @default 0.91 */
            confidence: number;
            /** @default 7 */
            limit: number;
        };
        AdaptiveOverlapInput: {
            /** @default 0.91 */
            confidence: number;
            /** @default 7 */
            limit: number;
        };
        Agreement: {
            agreeing: number;
            kappas: components["schemas"]["Kappa"][];
            pairs: number;
            raw: number | null;
            tasks: number;
            why: string | null;
        };
        AgreementInput: {
            agreeing: number;
            kappas: components["schemas"]["KappaInput"][];
            pairs: number;
            raw: number | null;
            tasks: number;
            why: string | null;
        };
        Alias: {
            name: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            versionId: string;
        };
        AliasInput: {
            name: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            versionId: string;
        };
        AnnotatorPause: {
            reason: string;
        };
        AnnotatorPauseInput: {
            reason: string;
        };
        AnnotatorProgress: {
            held: number;
            /** Format: uuid */
            id: string;
            lastRatedAt: string | null;
            leftChoice: components["schemas"]["Share"];
            medianActiveMs: number | null;
            name: string;
            ratings: number;
            skips: number;
        };
        AnnotatorProgressInput: {
            held: number;
            /** Format: uuid */
            id: string;
            lastRatedAt: string | null;
            leftChoice: components["schemas"]["ShareInput"];
            medianActiveMs: number | null;
            name: string;
            ratings: number;
            skips: number;
        };
        ApiKey: {
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            lastUsedAt: string | null;
            name: string;
            scopes: components["schemas"]["KeyScope"][];
            start: string;
        };
        ApiKeyInput: {
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            lastUsedAt: string | null;
            name: string;
            scopes: components["schemas"]["KeyScopeInput"][];
            start: string;
        };
        /** @enum {string} */
        Arm: "active" | "random";
        /** @enum {string} */
        ArmInput: "active" | "random";
        AuditEntry: {
            action: string;
            actor: {
                /** Format: uuid */
                id: string;
                name: string | null;
            } | null;
            address: string | null;
            /** Format: date-time */
            at: string;
            detail: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            project: string | null;
            subject: string | null;
        };
        AuditEntryInput: {
            action: string;
            actor: {
                /** Format: uuid */
                id: string;
                name: string | null;
            } | null;
            address: string | null;
            /** Format: date-time */
            at: string;
            detail: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            project: string | null;
            subject: string | null;
        };
        Batch: {
            adaptive: components["schemas"]["AdaptiveOverlap"] | null;
            audience: components["schemas"]["BatchAudience"];
            composition: components["schemas"]["BatchComposition"] | null;
            /** Format: date-time */
            createdAt: string;
            goldRate: number;
            /** Format: uuid */
            id: string;
            leaseMinutes: number;
            minimumActiveMs: number | null;
            name: string;
            overlap: number;
            perPerson: number | null;
            priority: number;
            ratings: number;
            ratingsWanted: number;
            releasedAt: string | null;
            status: components["schemas"]["BatchStatus"];
            strategy: components["schemas"]["BatchStrategy"];
            taskKind: components["schemas"]["TaskKind"];
            tasks: number;
            tasksDone: number;
        };
        BatchArm: {
            agreeing: number;
            arm: components["schemas"]["Arm"];
            models: {
                accuracy: {
                    high: number;
                    low: number;
                    pairs: number;
                    value: number;
                };
                method: string;
                ratings: number;
                run: string;
                /** Format: uuid */
                runId: string;
                trainRows: number;
            }[];
            pairs: number;
            ratings: number;
            tasks: number;
        };
        BatchArmInput: {
            agreeing: number;
            arm: components["schemas"]["ArmInput"];
            models: {
                accuracy: {
                    high: number;
                    low: number;
                    pairs: number;
                    value: number;
                };
                method: string;
                ratings: number;
                run: string;
                /** Format: uuid */
                runId: string;
                trainRows: number;
            }[];
            pairs: number;
            ratings: number;
            tasks: number;
        };
        BatchAudience: {
            matchLanguage: boolean;
            skills: string[];
            userIds: string[] | null;
        };
        BatchAudienceInput: {
            matchLanguage: boolean;
            skills: string[];
            userIds: string[] | null;
        };
        BatchChange: {
            audience?: components["schemas"]["BatchAudience"];
            goldRate?: number;
            leaseMinutes?: number;
            minimumActiveMs?: number | null;
            name?: string;
            overlap?: number;
            perPerson?: number | null;
            priority?: number;
            /** @enum {string} */
            status?: "released" | "paused" | "closed";
            strategy?: components["schemas"]["BatchStrategy"];
        };
        BatchChangeInput: {
            audience?: components["schemas"]["BatchAudienceInput"];
            goldRate?: number;
            leaseMinutes?: number;
            minimumActiveMs?: number | null;
            name?: string;
            overlap?: number;
            perPerson?: number | null;
            priority?: number;
            /** @enum {string} */
            status?: "released" | "paused" | "closed";
            strategy?: components["schemas"]["BatchStrategyInput"];
        };
        BatchComposition: {
            active?: components["schemas"]["ActiveSelection"];
            /** @default {} */
            filter: components["schemas"]["BatchFilter"];
            limit?: number;
            pairing: components["schemas"]["BatchPairing"];
            /** @default 0 */
            seed: number;
        };
        BatchCompositionInput: {
            active?: components["schemas"]["ActiveSelectionInput"];
            /** @default {} */
            filter: components["schemas"]["BatchFilterInput"];
            limit?: number;
            pairing: components["schemas"]["BatchPairingInput"];
            /** @default 0 */
            seed: number;
        };
        BatchFigures: {
            agreement: {
                alphaNominal: components["schemas"]["Estimate"];
                alphaOrdinal: components["schemas"]["Estimate"];
                fleiss: {
                    high: number | null;
                    leftOut: number;
                    low: number | null;
                    n: number;
                    note: string | null;
                    ratingsPerTask: number | null;
                    value: number | null;
                    why: string | null;
                };
                perTask: components["schemas"]["Estimate"];
                pooled: components["schemas"]["Estimate"];
            };
            annotators: {
                accuracy: components["schemas"]["Figure"];
                activeMs: components["schemas"]["Figure"];
                /** Format: uuid */
                id: string;
                leftBias: components["schemas"]["Figure"];
                leftChoice: components["schemas"]["Estimate"];
                leftPull: components["schemas"]["Figure"];
                name: string;
                ratings: number;
                skill: components["schemas"]["Figure"];
                weight: components["schemas"]["Figure"];
                withOthers: components["schemas"]["Figure"];
            }[];
            cohen: {
                pairs: {
                    first: {
                        /** Format: uuid */
                        id: string;
                        name: string;
                    };
                    kappa: components["schemas"]["Estimate"];
                    n: number;
                    raw: number;
                    second: {
                        /** Format: uuid */
                        id: string;
                        name: string;
                    };
                }[];
                why: string | null;
            };
            counts: {
                annotators: number;
                ratings: number;
                sharedRatings: number;
                sharedTasks: number;
                tasks: number;
            };
            disagreements: {
                agreement: number;
                entropy: number | null;
                n: number;
                prompt: string;
                /** Format: uuid */
                promptId: string;
                /** Format: uuid */
                taskId: string;
                votes: {
                    both_bad: number;
                    both_good: number;
                    first: number;
                    second: number;
                    tie: number;
                };
            }[];
            level: number;
            truth: {
                converged: boolean | null;
                n: number;
                why: string | null;
            };
        };
        BatchFiguresInput: {
            agreement: {
                alphaNominal: components["schemas"]["EstimateInput"];
                alphaOrdinal: components["schemas"]["EstimateInput"];
                fleiss: {
                    high: number | null;
                    leftOut: number;
                    low: number | null;
                    n: number;
                    note: string | null;
                    ratingsPerTask: number | null;
                    value: number | null;
                    why: string | null;
                };
                perTask: components["schemas"]["EstimateInput"];
                pooled: components["schemas"]["EstimateInput"];
            };
            annotators: {
                accuracy: components["schemas"]["FigureInput"];
                activeMs: components["schemas"]["FigureInput"];
                /** Format: uuid */
                id: string;
                leftBias: components["schemas"]["FigureInput"];
                leftChoice: components["schemas"]["EstimateInput"];
                leftPull: components["schemas"]["FigureInput"];
                name: string;
                ratings: number;
                skill: components["schemas"]["FigureInput"];
                weight: components["schemas"]["FigureInput"];
                withOthers: components["schemas"]["FigureInput"];
            }[];
            cohen: {
                pairs: {
                    first: {
                        /** Format: uuid */
                        id: string;
                        name: string;
                    };
                    kappa: components["schemas"]["EstimateInput"];
                    n: number;
                    raw: number;
                    second: {
                        /** Format: uuid */
                        id: string;
                        name: string;
                    };
                }[];
                why: string | null;
            };
            counts: {
                annotators: number;
                ratings: number;
                sharedRatings: number;
                sharedTasks: number;
                tasks: number;
            };
            disagreements: {
                agreement: number;
                entropy: number | null;
                n: number;
                prompt: string;
                /** Format: uuid */
                promptId: string;
                /** Format: uuid */
                taskId: string;
                votes: {
                    both_bad: number;
                    both_good: number;
                    first: number;
                    second: number;
                    tie: number;
                };
            }[];
            level: number;
            truth: {
                converged: boolean | null;
                n: number;
                why: string | null;
            };
        };
        BatchFilter: {
            heldOut?: boolean;
            languages?: string[];
            runIds?: string[];
            search?: string;
            sources?: string[];
            tags?: string[];
            taskTypes?: string[];
            versionIds?: string[];
        };
        BatchFilterInput: {
            heldOut?: boolean;
            languages?: string[];
            runIds?: string[];
            search?: string;
            sources?: string[];
            tags?: string[];
            taskTypes?: string[];
            versionIds?: string[];
        };
        BatchInput: {
            adaptive: components["schemas"]["AdaptiveOverlapInput"] | null;
            audience: components["schemas"]["BatchAudienceInput"];
            composition: components["schemas"]["BatchCompositionInput"] | null;
            /** Format: date-time */
            createdAt: string;
            goldRate: number;
            /** Format: uuid */
            id: string;
            leaseMinutes: number;
            minimumActiveMs: number | null;
            name: string;
            overlap: number;
            perPerson: number | null;
            priority: number;
            ratings: number;
            ratingsWanted: number;
            releasedAt: string | null;
            status: components["schemas"]["BatchStatusInput"];
            strategy: components["schemas"]["BatchStrategyInput"];
            taskKind: components["schemas"]["TaskKindInput"];
            tasks: number;
            tasksDone: number;
        };
        BatchPage: {
            items: components["schemas"]["Batch"][];
            nextCursor: string | null;
        };
        BatchPageInput: {
            items: components["schemas"]["BatchInput"][];
            nextCursor: string | null;
        };
        BatchPairing: {
            /** @constant */
            kind: "all";
        } | {
            /** @constant */
            kind: "random";
            perPrompt: number;
        } | {
            /** @constant */
            kind: "across";
            perPrompt?: number;
            versions: [
                string,
                string
            ];
        } | {
            /** @constant */
            kind: "single";
            perPrompt?: number;
        } | {
            /** @constant */
            kind: "ranking";
            perPrompt?: number;
            size: number;
        };
        BatchPairingInput: {
            /** @constant */
            kind: "all";
        } | {
            /** @constant */
            kind: "random";
            perPrompt: number;
        } | {
            /** @constant */
            kind: "across";
            perPrompt?: number;
            versions: [
                string,
                string
            ];
        } | {
            /** @constant */
            kind: "single";
            perPrompt?: number;
        } | {
            /** @constant */
            kind: "ranking";
            perPrompt?: number;
            size: number;
        };
        BatchPeople: {
            items: components["schemas"]["BatchPerson"][];
        };
        BatchPeopleInput: {
            items: components["schemas"]["BatchPersonInput"][];
        };
        BatchPerson: {
            attentionRight: components["schemas"]["Share"];
            goldsRight: components["schemas"]["Share"];
            hints: {
                /** @enum {string} */
                kind: "too-fast" | "much-faster" | "same-answer" | "long-run" | "copied-comments";
                sentence: string;
            }[];
            /** Format: uuid */
            id: string;
            name: string;
            paused: {
                /** @enum {string} */
                by: "lead" | "golds";
                reason: string | null;
                /** Format: date-time */
                since: string;
            } | null;
            requeue: {
                ratings: number;
                reopened: number;
            };
            resumedAt: string | null;
            user: boolean;
        };
        BatchPersonInput: {
            attentionRight: components["schemas"]["ShareInput"];
            goldsRight: components["schemas"]["ShareInput"];
            hints: {
                /** @enum {string} */
                kind: "too-fast" | "much-faster" | "same-answer" | "long-run" | "copied-comments";
                sentence: string;
            }[];
            /** Format: uuid */
            id: string;
            name: string;
            paused: {
                /** @enum {string} */
                by: "lead" | "golds";
                reason: string | null;
                /** Format: date-time */
                since: string;
            } | null;
            requeue: {
                ratings: number;
                reopened: number;
            };
            resumedAt: string | null;
            user: boolean;
        };
        BatchPreview: {
            arms: {
                active: number;
                random: number;
            } | null;
            leftOut: {
                count: number;
                message: string;
                /** @enum {string} */
                reason: "lone-response" | "too-few-responses" | "failed-response" | "identical" | "unscored" | "repeated" | "incomplete" | "not-drawn" | "over-limit";
            }[];
            prompts: number;
            promptsUsed: number;
            responses: number;
            tasks: number;
        };
        BatchPreviewInput: {
            arms: {
                active: number;
                random: number;
            } | null;
            leftOut: {
                count: number;
                message: string;
                /** @enum {string} */
                reason: "lone-response" | "too-few-responses" | "failed-response" | "identical" | "unscored" | "repeated" | "incomplete" | "not-drawn" | "over-limit";
            }[];
            prompts: number;
            promptsUsed: number;
            responses: number;
            tasks: number;
        };
        BatchProgress: {
            agreement: components["schemas"]["Agreement"];
            annotators: components["schemas"]["AnnotatorProgress"][];
            arms: components["schemas"]["BatchArm"][];
            flags: {
                flag: components["schemas"]["RatingFlag"];
                ratings: number;
            }[];
            grades: {
                grade: number;
                ratings: number;
                scale: number;
            }[];
            held: number;
            leftChoice: components["schemas"]["Share"];
            majority: components["schemas"]["Majority"];
            medianActiveMs: number | null;
            rankings: {
                complete: number;
                counted: number;
                tied: number;
            };
            ratings: {
                counted: number;
                imported: number;
                left: number;
                skips: number;
                surplus: number;
                wanted: number;
            };
            tasks: {
                adjudicated: number;
                disputed: number;
                done: number;
                flagged: number;
                open: number;
                total: number;
                withdrawn: number;
            };
            verdicts: {
                both_bad: number;
                both_good: number;
                preference: number;
                tie: number;
            };
        };
        BatchProgressInput: {
            agreement: components["schemas"]["AgreementInput"];
            annotators: components["schemas"]["AnnotatorProgressInput"][];
            arms: components["schemas"]["BatchArmInput"][];
            flags: {
                flag: components["schemas"]["RatingFlagInput"];
                ratings: number;
            }[];
            grades: {
                grade: number;
                ratings: number;
                scale: number;
            }[];
            held: number;
            leftChoice: components["schemas"]["ShareInput"];
            majority: components["schemas"]["MajorityInput"];
            medianActiveMs: number | null;
            rankings: {
                complete: number;
                counted: number;
                tied: number;
            };
            ratings: {
                counted: number;
                imported: number;
                left: number;
                skips: number;
                surplus: number;
                wanted: number;
            };
            tasks: {
                adjudicated: number;
                disputed: number;
                done: number;
                flagged: number;
                open: number;
                total: number;
                withdrawn: number;
            };
            verdicts: {
                both_bad: number;
                both_good: number;
                preference: number;
                tie: number;
            };
        };
        BatchStatistics: {
            asOf: string | null;
            changed: boolean;
            error: {
                code: string;
                hint: string;
                message: string;
            } | null;
            figures: components["schemas"]["BatchFigures"] | null;
            ratings: number;
            ratingsSince: number;
            /** @enum {string} */
            state: "none" | "queued" | "running" | "done" | "failed";
            waitsFor: string | null;
        };
        BatchStatisticsInput: {
            asOf: string | null;
            changed: boolean;
            error: {
                code: string;
                hint: string;
                message: string;
            } | null;
            figures: components["schemas"]["BatchFiguresInput"] | null;
            ratings: number;
            ratingsSince: number;
            /** @enum {string} */
            state: "none" | "queued" | "running" | "done" | "failed";
            waitsFor: string | null;
        };
        /** @enum {string} */
        BatchStatus: "draft" | "released" | "paused" | "closed";
        /** @enum {string} */
        BatchStatusInput: "draft" | "released" | "paused" | "closed";
        /** @enum {string} */
        BatchStrategy: "finish-started" | "least-rated" | "random" | "golds-first";
        /** @enum {string} */
        BatchStrategyInput: "finish-started" | "least-rated" | "random" | "golds-first";
        Battle: {
            annotator: string;
            batch: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            comment: string | null;
            /** Format: uuid */
            id: string;
            outcome: components["schemas"]["BattleOutcome"];
            promptExcerpt: string;
            /** Format: uuid */
            promptId: string;
            /** Format: date-time */
            ratedAt: string;
            scale: number | null;
            strength: number | null;
            taskType: string | null;
            /** @enum {string} */
            verdict: "preference" | "tie" | "both_good" | "both_bad";
        };
        BattleCounts: {
            bothBad: number;
            newer: number;
            older: number;
            tie: number;
        };
        BattleCountsInput: {
            bothBad: number;
            newer: number;
            older: number;
            tie: number;
        };
        BattleInput: {
            annotator: string;
            batch: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            comment: string | null;
            /** Format: uuid */
            id: string;
            outcome: components["schemas"]["BattleOutcomeInput"];
            promptExcerpt: string;
            /** Format: uuid */
            promptId: string;
            /** Format: date-time */
            ratedAt: string;
            scale: number | null;
            strength: number | null;
            taskType: string | null;
            /** @enum {string} */
            verdict: "preference" | "tie" | "both_good" | "both_bad";
        };
        /** @enum {string} */
        BattleOutcome: "newer" | "older" | "tie" | "both_bad";
        /** @enum {string} */
        BattleOutcomeInput: "newer" | "older" | "tie" | "both_bad";
        BattlePage: {
            items: components["schemas"]["Battle"][];
            nextCursor: string | null;
        };
        BattlePageInput: {
            items: components["schemas"]["BattleInput"][];
            nextCursor: string | null;
        };
        ClaimAnswer: {
            form: components["schemas"]["RatingForm"];
            queue: components["schemas"]["RatingQueue"];
            tasks: components["schemas"]["RateTask"][];
        };
        ClaimAnswerInput: {
            form: components["schemas"]["RatingFormInput"];
            queue: components["schemas"]["RatingQueueInput"];
            tasks: components["schemas"]["RateTaskInput"][];
        };
        ClaimRequest: {
            hold: number;
        };
        ClaimRequestInput: {
            hold: number;
        };
        ConsoleBatch: {
            adaptive: components["schemas"]["AdaptiveOverlap"] | null;
            agreement: {
                asOf: string | null;
                high: number | null;
                low: number | null;
                n: number;
                value: number | null;
                why: string | null;
            };
            audience: components["schemas"]["BatchAudience"];
            composition: components["schemas"]["BatchComposition"] | null;
            /** Format: date-time */
            createdAt: string;
            disputed: number;
            goldRate: number;
            held: number;
            /** Format: uuid */
            id: string;
            lastRatedAt: string | null;
            leaseMinutes: number;
            left: number;
            minimumActiveMs: number | null;
            name: string;
            overlap: number;
            perPerson: number | null;
            priority: number;
            ratings: number;
            ratingsWanted: number;
            releasedAt: string | null;
            standstill: {
                message: string;
                /** @enum {string} */
                reason: "draft" | "paused" | "closed" | "done" | "to-decide" | "nobody" | "nobody-left" | "behind" | "idle";
            } | null;
            status: components["schemas"]["BatchStatus"];
            strategy: components["schemas"]["BatchStrategy"];
            taskKind: components["schemas"]["TaskKind"];
            tasks: number;
            tasksDone: number;
        };
        ConsoleBatchInput: {
            adaptive: components["schemas"]["AdaptiveOverlapInput"] | null;
            agreement: {
                asOf: string | null;
                high: number | null;
                low: number | null;
                n: number;
                value: number | null;
                why: string | null;
            };
            audience: components["schemas"]["BatchAudienceInput"];
            composition: components["schemas"]["BatchCompositionInput"] | null;
            /** Format: date-time */
            createdAt: string;
            disputed: number;
            goldRate: number;
            held: number;
            /** Format: uuid */
            id: string;
            lastRatedAt: string | null;
            leaseMinutes: number;
            left: number;
            minimumActiveMs: number | null;
            name: string;
            overlap: number;
            perPerson: number | null;
            priority: number;
            ratings: number;
            ratingsWanted: number;
            releasedAt: string | null;
            standstill: {
                message: string;
                /** @enum {string} */
                reason: "draft" | "paused" | "closed" | "done" | "to-decide" | "nobody" | "nobody-left" | "behind" | "idle";
            } | null;
            status: components["schemas"]["BatchStatusInput"];
            strategy: components["schemas"]["BatchStrategyInput"];
            taskKind: components["schemas"]["TaskKindInput"];
            tasks: number;
            tasksDone: number;
        };
        ConsoleBatchPage: {
            items: components["schemas"]["ConsoleBatch"][];
            nextCursor: string | null;
        };
        ConsoleBatchPageInput: {
            items: components["schemas"]["ConsoleBatchInput"][];
            nextCursor: string | null;
        };
        ConsoleFigures: {
            agreement: {
                asOf: string | null;
                computed: number;
                high: number | null;
                low: number | null;
                n: number;
                rated: number;
                target: number | null;
                value: number | null;
                why: string | null;
            };
            /** Format: date-time */
            asOf: string;
            flagged: components["schemas"]["Share"];
            forecast: components["schemas"]["Forecast"];
            left: {
                pairs: number;
                ratings: number;
            };
            leftChoice: components["schemas"]["Share"];
            since: string | null;
            skipped: components["schemas"]["Share"];
            throughput: {
                period: number;
                today: number;
            };
            /** Format: date */
            today: string;
            until: string | null;
        };
        ConsoleFiguresInput: {
            agreement: {
                asOf: string | null;
                computed: number;
                high: number | null;
                low: number | null;
                n: number;
                rated: number;
                target: number | null;
                value: number | null;
                why: string | null;
            };
            /** Format: date-time */
            asOf: string;
            flagged: components["schemas"]["ShareInput"];
            forecast: components["schemas"]["ForecastInput"];
            left: {
                pairs: number;
                ratings: number;
            };
            leftChoice: components["schemas"]["ShareInput"];
            since: string | null;
            skipped: components["schemas"]["ShareInput"];
            throughput: {
                period: number;
                today: number;
            };
            /** Format: date */
            today: string;
            until: string | null;
        };
        ConsolePeople: {
            items: components["schemas"]["ConsolePerson"][];
        };
        ConsolePeopleInput: {
            items: components["schemas"]["ConsolePersonInput"][];
        };
        ConsolePerson: {
            activeMs: number;
            goldsRight: components["schemas"]["Share"];
            /** Format: uuid */
            id: string;
            lastSeenAt: string | null;
            leftChoice: components["schemas"]["Share"];
            name: string;
            paused: {
                /** @enum {string} */
                by: "lead" | "golds";
                reason: string | null;
                /** Format: date-time */
                since: string;
            } | null;
            ratings: number;
            skips: number;
            user: boolean;
            withOthers: components["schemas"]["Figure"];
        };
        ConsolePersonInput: {
            activeMs: number;
            goldsRight: components["schemas"]["ShareInput"];
            /** Format: uuid */
            id: string;
            lastSeenAt: string | null;
            leftChoice: components["schemas"]["ShareInput"];
            name: string;
            paused: {
                /** @enum {string} */
                by: "lead" | "golds";
                reason: string | null;
                /** Format: date-time */
                since: string;
            } | null;
            ratings: number;
            skips: number;
            user: boolean;
            withOthers: components["schemas"]["FigureInput"];
        };
        ConsoleSettings: {
            agreementTarget: number | null;
            pay: components["schemas"]["PayRate"] | null;
        };
        ConsoleSettingsChange: {
            agreementTarget?: number | null;
            pay?: components["schemas"]["PayRate"] | null;
        };
        ConsoleSettingsChangeInput: {
            agreementTarget?: number | null;
            pay?: components["schemas"]["PayRateInput"] | null;
        };
        ConsoleSettingsInput: {
            agreementTarget: number | null;
            pay: components["schemas"]["PayRateInput"] | null;
        };
        ConsoleTimes: {
            medianActiveMs: components["schemas"]["Figure"];
            people: {
                /** Format: uuid */
                id: string;
                medianActiveMs: components["schemas"]["Figure"];
                speed: string | null;
            }[];
        };
        ConsoleTimesInput: {
            medianActiveMs: components["schemas"]["FigureInput"];
            people: {
                /** Format: uuid */
                id: string;
                medianActiveMs: components["schemas"]["FigureInput"];
                speed: string | null;
            }[];
        };
        CreateModel: {
            /** @default  */
            description: string;
            name: string;
            /** @default policy */
            purpose: components["schemas"]["ModelPurpose"];
            source: components["schemas"]["ModelSource"];
        };
        CreateModelInput: {
            /** @default  */
            description: string;
            name: string;
            /** @default policy */
            purpose: components["schemas"]["ModelPurposeInput"];
            source: components["schemas"]["ModelSourceInput"];
        };
        CreateModelVersion: {
            /** @default policy */
            purpose: components["schemas"]["ModelPurpose"];
            source: components["schemas"]["ModelSource"];
        };
        CreateModelVersionInput: {
            /** @default policy */
            purpose: components["schemas"]["ModelPurposeInput"];
            source: components["schemas"]["ModelSourceInput"];
        };
        Criterion: {
            /** @enum {string} */
            answer: "sides" | "grades";
            code: string;
            hint: "" | string;
            label: string;
            required: boolean;
        };
        CriterionAnswer: ("A" | "B" | "equal") | {
            A?: number;
            B?: number;
        };
        CriterionAnswerInput: ("A" | "B" | "equal") | {
            A?: number;
            B?: number;
        };
        CriterionAnswers: {
            [key: string]: components["schemas"]["CriterionAnswer"];
        };
        CriterionAnswersInput: {
            [key: string]: components["schemas"]["CriterionAnswerInput"];
        };
        CriterionInput: {
            /** @enum {string} */
            answer: "sides" | "grades";
            code: string;
            hint: "" | string;
            label: string;
            required: boolean;
        };
        Critique: {
            quote: string;
            /** @enum {string} */
            side: "A" | "B";
            start: number;
            text: string;
        };
        CritiqueInput: {
            quote: string;
            /** @enum {string} */
            side: "A" | "B";
            start: number;
            text: string;
        };
        Critiques: components["schemas"]["Critique"][];
        CritiquesInput: components["schemas"]["CritiqueInput"][];
        /** @enum {string} */
        DeploymentRole: "admin" | "member";
        /** @enum {string} */
        DeploymentRoleInput: "admin" | "member";
        Disagreement: {
            batch: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            disputed: boolean;
            prompt: {
                messages: components["schemas"]["Message"][];
            };
            /** Format: uuid */
            promptId: string;
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
            /** @enum {string} */
            status: "done" | "adjudicated";
            /** Format: uuid */
            taskId: string;
            votes: {
                annotator: string;
                comment: string | null;
                criteria: components["schemas"]["CriterionAnswers"];
                critiques: components["schemas"]["Critiques"];
                edited: components["schemas"]["EditedResponse"] | null;
                flags: components["schemas"]["RatingFlag"][];
                /** @enum {string} */
                kind: "rating" | "adjudication";
                /** Format: date-time */
                ratedAt: string;
                scale: number | null;
                strength: number | null;
                /** @enum {string} */
                verdict: "preference" | "tie" | "both_good" | "both_bad";
            }[];
        };
        DisagreementInput: {
            batch: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            disputed: boolean;
            prompt: {
                messages: components["schemas"]["MessageInput"][];
            };
            /** Format: uuid */
            promptId: string;
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
            /** @enum {string} */
            status: "done" | "adjudicated";
            /** Format: uuid */
            taskId: string;
            votes: {
                annotator: string;
                comment: string | null;
                criteria: components["schemas"]["CriterionAnswersInput"];
                critiques: components["schemas"]["CritiquesInput"];
                edited: components["schemas"]["EditedResponseInput"] | null;
                flags: components["schemas"]["RatingFlagInput"][];
                /** @enum {string} */
                kind: "rating" | "adjudication";
                /** Format: date-time */
                ratedAt: string;
                scale: number | null;
                strength: number | null;
                /** @enum {string} */
                verdict: "preference" | "tie" | "both_good" | "both_bad";
            }[];
        };
        Disagreements: {
            form: components["schemas"]["RatingForm"];
            items: components["schemas"]["Disagreement"][];
        };
        DisagreementsInput: {
            form: components["schemas"]["RatingFormInput"];
            items: components["schemas"]["DisagreementInput"][];
        };
        DpoConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                epochs?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                labelSmoothing?: number;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                /** @enum {string} */
                loss?: "sigmoid" | "ipo" | "hinge" | "robust";
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                useWeights?: boolean;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        DpoConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                epochs?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                labelSmoothing?: number;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                /** @enum {string} */
                loss?: "sigmoid" | "ipo" | "hinge" | "robust";
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                useWeights?: boolean;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        EditedResponse: {
            from: ("A" | "B") | null;
            text: string;
        };
        EditedResponseInput: {
            from: ("A" | "B") | null;
            text: string;
        };
        Estimate: {
            high: number | null;
            low: number | null;
            n: number;
            value: number | null;
            why: string | null;
        };
        EstimatedFigure: {
            expected: number;
            formula: string;
            high: number;
            low: number;
        };
        EstimatedFigureInput: {
            expected: number;
            formula: string;
            high: number;
            low: number;
        };
        EstimateInput: {
            high: number | null;
            low: number | null;
            n: number;
            value: number | null;
            why: string | null;
        };
        EvaluateConfig: {
            /** Format: uuid */
            baselineVersionId: string;
            /** @default 16 */
            batchSize: number;
            /**
             * @default {
             *       "kind": "auto",
             *       "precision": "auto",
             *       "threads": null
             *     }
             */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default 128 */
            maxNewTokens: number;
            /** @default 1024 */
            maxPromptTokens: number;
            prompts: components["schemas"]["PromptChoice"];
            /** Format: uuid */
            rewardVersionId: string;
            /** @default 1 */
            samplesPerPrompt: number;
            /** @default 0 */
            seed: number;
            /** @default null */
            snapshotId: string | null;
            /** @default 0.7 */
            temperature: number;
            /** @default 8192 */
            tokenBudget: number;
            /** @default 1 */
            topP: number;
            versionIds: string[];
        };
        EvaluateConfigInput: {
            /** Format: uuid */
            baselineVersionId: string;
            /** @default 16 */
            batchSize: number;
            /**
             * @default {
             *       "kind": "auto",
             *       "precision": "auto",
             *       "threads": null
             *     }
             */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default 128 */
            maxNewTokens: number;
            /** @default 1024 */
            maxPromptTokens: number;
            /** @default {} */
            prompts: components["schemas"]["PromptChoiceInput"];
            /** Format: uuid */
            rewardVersionId: string;
            /** @default 1 */
            samplesPerPrompt: number;
            /** @default 0 */
            seed: number;
            /** @default null */
            snapshotId: string | null;
            /** @default 0.7 */
            temperature: number;
            /** @default 8192 */
            tokenBudget: number;
            /** @default 1 */
            topP: number;
            versionIds: string[];
        };
        ExpertIterationConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default null */
            guard: components["schemas"]["GuardConfig"] | null;
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                groupSize?: number;
                learningRate?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxNewTokens?: number;
                microBatch?: number;
                missingEosPenalty?: number;
                sampleBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                steps?: number;
                temperature?: number;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** Format: uuid */
            rewardVersionId: string;
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        ExpertIterationConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default null */
            guard: components["schemas"]["GuardConfigInput"] | null;
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                groupSize?: number;
                learningRate?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxNewTokens?: number;
                microBatch?: number;
                missingEosPenalty?: number;
                sampleBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                steps?: number;
                temperature?: number;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** Format: uuid */
            rewardVersionId: string;
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        Figure: {
            n: number;
            value: number | null;
            why: string | null;
        };
        FigureInput: {
            n: number;
            value: number | null;
            why: string | null;
        };
        FirstAdmin: {
            /** Format: email */
            email: string;
            name: string;
            password: string;
            secret: string;
        };
        FirstAdminInput: {
            /** Format: email */
            email: string;
            name: string;
            password: string;
            secret: string;
        };
        Forecast: {
            activeDays: number;
            days: number;
            perDay: number | null;
            range: {
                /** Format: date */
                latest: string;
                /** Format: date */
                likely: string;
                /** Format: date */
                soonest: string;
            } | null;
            why: string | null;
        };
        ForecastInput: {
            activeDays: number;
            days: number;
            perDay: number | null;
            range: {
                /** Format: date */
                latest: string;
                /** Format: date */
                likely: string;
                /** Format: date */
                soonest: string;
            } | null;
            why: string | null;
        };
        GenerateConfig: {
            /** @default 4 */
            concurrency: number;
            /**
             * @default {
             *       "kind": "auto",
             *       "precision": "auto",
             *       "threads": null
             *     }
             */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default 200 */
            maxNewTokens: number;
            /** @default 1024 */
            maxPromptTokens: number;
            prompts: components["schemas"]["PromptChoice"];
            /** @default 2 */
            samplesPerPrompt: number;
            /** @default 0 */
            seed: number;
            /** @default null */
            systemPrompt: string | null;
            /** @default 0.8 */
            temperature: number;
            /** @default 8192 */
            tokenBudget: number;
            /** @default 0 */
            topK: number;
            /** @default 0.95 */
            topP: number;
            versionIds: string[];
        };
        GenerateConfigInput: {
            /** @default 4 */
            concurrency: number;
            /**
             * @default {
             *       "kind": "auto",
             *       "precision": "auto",
             *       "threads": null
             *     }
             */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default 200 */
            maxNewTokens: number;
            /** @default 1024 */
            maxPromptTokens: number;
            prompts: components["schemas"]["PromptChoiceInput"];
            /** @default 2 */
            samplesPerPrompt: number;
            /** @default 0 */
            seed: number;
            /** @default null */
            systemPrompt: string | null;
            /** @default 0.8 */
            temperature: number;
            /** @default 8192 */
            tokenBudget: number;
            /** @default 0 */
            topK: number;
            /** @default 0.95 */
            topP: number;
            versionIds: string[];
        };
        Gold: {
            answer: components["schemas"]["GoldAnswer"];
            attention: boolean;
            /** Format: date-time */
            createdAt: string;
            explanation: string;
            /** Format: uuid */
            id: string;
            prompt: {
                messages: components["schemas"]["Message"][];
            };
            /** Format: uuid */
            promptId: string;
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
            retiredAt: string | null;
            right: components["schemas"]["Share"];
        };
        /** @enum {string} */
        GoldAnswer: "first" | "second" | "tie" | "both_good" | "both_bad";
        /** @enum {string} */
        GoldAnswerInput: "first" | "second" | "tie" | "both_good" | "both_bad";
        GoldInput: {
            answer: components["schemas"]["GoldAnswerInput"];
            attention: boolean;
            /** Format: date-time */
            createdAt: string;
            explanation: string;
            /** Format: uuid */
            id: string;
            prompt: {
                messages: components["schemas"]["MessageInput"][];
            };
            /** Format: uuid */
            promptId: string;
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
            retiredAt: string | null;
            right: components["schemas"]["ShareInput"];
        };
        GoldList: {
            items: components["schemas"]["Gold"][];
        };
        GoldListInput: {
            items: components["schemas"]["GoldInput"][];
        };
        GoldProposal: {
            adjudicated: boolean;
            answer: components["schemas"]["GoldAnswer"];
            batch: string;
            prompt: {
                messages: components["schemas"]["Message"][];
            };
            /** Format: uuid */
            promptId: string;
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
            /** Format: uuid */
            taskId: string;
            votes: number;
        };
        GoldProposalInput: {
            adjudicated: boolean;
            answer: components["schemas"]["GoldAnswerInput"];
            batch: string;
            prompt: {
                messages: components["schemas"]["MessageInput"][];
            };
            /** Format: uuid */
            promptId: string;
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
            /** Format: uuid */
            taskId: string;
            votes: number;
        };
        GoldProposals: {
            items: components["schemas"]["GoldProposal"][];
        };
        GoldProposalsInput: {
            items: components["schemas"]["GoldProposalInput"][];
        };
        GoldsAdded: {
            added: number;
        };
        GoldsAddedInput: {
            added: number;
        };
        GrpoConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default null */
            guard: components["schemas"]["GuardConfig"] | null;
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                groupSize?: number;
                learningRate?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                /** @enum {string} */
                loss?: "dapo" | "grpo" | "dr_grpo";
                maxGradNorm?: number;
                maxLength?: number;
                maxNewTokens?: number;
                microBatch?: number;
                missingEosPenalty?: number;
                sampleBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                scaleRewards?: "group" | "batch" | "none";
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                steps?: number;
                temperature?: number;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            /** Format: uuid */
            rewardVersionId: string;
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        GrpoConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default null */
            guard: components["schemas"]["GuardConfigInput"] | null;
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                groupSize?: number;
                learningRate?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                /** @enum {string} */
                loss?: "dapo" | "grpo" | "dr_grpo";
                maxGradNorm?: number;
                maxLength?: number;
                maxNewTokens?: number;
                microBatch?: number;
                missingEosPenalty?: number;
                sampleBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                scaleRewards?: "group" | "batch" | "none";
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                steps?: number;
                temperature?: number;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            /** Format: uuid */
            rewardVersionId: string;
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        GuardConfig: {
            /**
             * @default stop
             * @enum {string}
             */
            action: "alert" | "stop";
            /** @default 0.2 */
            drop: number;
            /** Format: uuid */
            goldVersionId: string;
            /** @default null */
            klAbove: number | null;
            /** @default null */
            lengthGrowthAbove: number | null;
            /** @default 2 */
            patience: number;
            /** @default null */
            repetitionAbove: number | null;
        };
        GuardConfigInput: {
            /**
             * @default stop
             * @enum {string}
             */
            action: "alert" | "stop";
            /** @default 0.2 */
            drop: number;
            /** Format: uuid */
            goldVersionId: string;
            /** @default null */
            klAbove: number | null;
            /** @default null */
            lengthGrowthAbove: number | null;
            /** @default 2 */
            patience: number;
            /** @default null */
            repetitionAbove: number | null;
        };
        Guideline: {
            body: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            version: number;
        };
        GuidelineInput: {
            body: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            version: number;
        };
        GuidelineReader: {
            acknowledged: components["schemas"]["Acknowledgement"] | null;
            email: string;
            name: string;
            role: components["schemas"]["ProjectRole"];
            /** Format: uuid */
            userId: string;
        };
        GuidelineReaderInput: {
            acknowledged: components["schemas"]["AcknowledgementInput"] | null;
            email: string;
            name: string;
            role: components["schemas"]["ProjectRoleInput"];
            /** Format: uuid */
            userId: string;
        };
        GuidelineReaders: {
            items: components["schemas"]["GuidelineReader"][];
            nextCursor: string | null;
            readers: number;
            upToDate: number;
            version: number | null;
        };
        GuidelineReadersInput: {
            items: components["schemas"]["GuidelineReaderInput"][];
            nextCursor: string | null;
            readers: number;
            upToDate: number;
            version: number | null;
        };
        HeldTokens: {
            tokens: string[];
        };
        HeldTokensInput: {
            tokens: string[];
        };
        ImportColumn: {
            examples: string[];
            /** @description Share of the sampled rows that have a value here. */
            filled: number;
            name: string;
            types: ("text" | "number" | "boolean" | "list" | "object" | "empty")[];
        };
        ImportColumnInput: {
            examples: string[];
            /** @description Share of the sampled rows that have a value here. */
            filled: number;
            name: string;
            types: ("text" | "number" | "boolean" | "list" | "object" | "empty")[];
        };
        /** @enum {string} */
        ImportContainer: "jsonl" | "json" | "csv" | "tsv";
        /** @enum {string} */
        ImportContainerInput: "jsonl" | "json" | "csv" | "tsv";
        ImportDefaults: {
            language?: string;
            tags?: string[];
            taskType?: string;
        };
        ImportDefaultsInput: {
            language?: string;
            tags?: string[];
            taskType?: string;
        };
        /** @enum {string} */
        ImportKind: "prompts" | "pairs";
        /** @enum {string} */
        ImportKindInput: "prompts" | "pairs";
        /** @enum {string} */
        ImportLayout: "prefloop" | "prefloop-pairs" | "alpaca" | "self-instruct" | "self-instruct-predictions" | "messages" | "messages-label" | "sharegpt" | "prompt-completion" | "fastchat" | "oasst" | "text" | "pandalm" | "two-responses" | "hh" | "preference" | "instruction-preference" | "llama-factory";
        /** @enum {string} */
        ImportLayoutInput: "prefloop" | "prefloop-pairs" | "alpaca" | "self-instruct" | "self-instruct-predictions" | "messages" | "messages-label" | "sharegpt" | "prompt-completion" | "fastchat" | "oasst" | "text" | "pandalm" | "two-responses" | "hh" | "preference" | "instruction-preference" | "llama-factory";
        ImportMapping: {
            annotator?: string;
            chosen?: string;
            classification?: string;
            comment?: string;
            id?: string;
            input?: string;
            instances?: string;
            instruction?: string;
            label?: string;
            language?: string;
            messages?: string;
            model1?: string;
            model2?: string;
            models?: string;
            output?: string;
            rejected?: string;
            response1?: string;
            response2?: string;
            system?: string;
            tags?: string;
            taskType?: string;
            turns?: string;
            verdicts?: string[];
        };
        ImportMappingInput: {
            annotator?: string;
            chosen?: string;
            classification?: string;
            comment?: string;
            id?: string;
            input?: string;
            instances?: string;
            instruction?: string;
            label?: string;
            language?: string;
            messages?: string;
            model1?: string;
            model2?: string;
            models?: string;
            output?: string;
            rejected?: string;
            response1?: string;
            response2?: string;
            system?: string;
            tags?: string;
            taskType?: string;
            turns?: string;
            verdicts?: string[];
        };
        ImportMessage: {
            content: string;
            /** @enum {string} */
            role: "system" | "user" | "assistant";
        };
        ImportMessageInput: {
            content: string;
            /** @enum {string} */
            role: "system" | "user" | "assistant";
        };
        ImportPair: {
            prompt: components["schemas"]["ImportPrompt"];
            ratings: components["schemas"]["ImportRating"][];
            responses: [
                components["schemas"]["ImportResponse"],
                components["schemas"]["ImportResponse"]
            ];
        };
        ImportPairInput: {
            prompt: components["schemas"]["ImportPromptInput"];
            ratings: components["schemas"]["ImportRatingInput"][];
            responses: [
                components["schemas"]["ImportResponseInput"],
                components["schemas"]["ImportResponseInput"]
            ];
        };
        ImportPreview: {
            alternatives: {
                confidence: number;
                layout: components["schemas"]["ImportLayout"];
            }[];
            columns: components["schemas"]["ImportColumn"][];
            /** @description Share of the sampled rows that the layout reads. */
            confidence: number;
            container: components["schemas"]["ImportContainer"];
            gzip: boolean;
            kind: components["schemas"]["ImportKind"] | null;
            kinds: components["schemas"]["ImportKind"][];
            layout: components["schemas"]["ImportLayout"] | null;
            mapping: components["schemas"]["ImportMapping"];
            problems: components["schemas"]["ImportProblem"][];
            sampled: number;
            samples: ({
                /** @constant */
                kind: "prompt";
                prompt: components["schemas"]["ImportPrompt"];
            } | {
                /** @constant */
                kind: "pair";
                pair: components["schemas"]["ImportPair"];
            })[];
        };
        ImportPreviewInput: {
            alternatives: {
                confidence: number;
                layout: components["schemas"]["ImportLayoutInput"];
            }[];
            columns: components["schemas"]["ImportColumnInput"][];
            /** @description Share of the sampled rows that the layout reads. */
            confidence: number;
            container: components["schemas"]["ImportContainerInput"];
            gzip: boolean;
            kind: components["schemas"]["ImportKindInput"] | null;
            kinds: components["schemas"]["ImportKindInput"][];
            layout: components["schemas"]["ImportLayoutInput"] | null;
            mapping: components["schemas"]["ImportMappingInput"];
            problems: components["schemas"]["ImportProblemInput"][];
            sampled: number;
            samples: ({
                /** @constant */
                kind: "prompt";
                prompt: components["schemas"]["ImportPromptInput"];
            } | {
                /** @constant */
                kind: "pair";
                pair: components["schemas"]["ImportPairInput"];
            })[];
        };
        ImportProblem: {
            line: number;
            problem: {
                /** @enum {string} */
                code: "INVALID_UTF8" | "INVALID_JSON" | "INVALID_QUOTES" | "NUL_CHARACTER" | "LONE_SURROGATE" | "NOT_AN_OBJECT" | "TOO_LONG" | "TOO_DEEP" | "TOO_MANY_COLUMNS" | "COLUMN_COUNT" | "MISSING_FIELD" | "WRONG_TYPE" | "EMPTY_PROMPT" | "UNKNOWN_ROLE" | "TURN_ORDER" | "UNKNOWN_VERDICT" | "DUPLICATE_ID" | "MORE_ARRAYS";
                field?: string;
                message: string;
            };
        };
        ImportProblemInput: {
            line: number;
            problem: {
                /** @enum {string} */
                code: "INVALID_UTF8" | "INVALID_JSON" | "INVALID_QUOTES" | "NUL_CHARACTER" | "LONE_SURROGATE" | "NOT_AN_OBJECT" | "TOO_LONG" | "TOO_DEEP" | "TOO_MANY_COLUMNS" | "COLUMN_COUNT" | "MISSING_FIELD" | "WRONG_TYPE" | "EMPTY_PROMPT" | "UNKNOWN_ROLE" | "TURN_ORDER" | "UNKNOWN_VERDICT" | "DUPLICATE_ID" | "MORE_ARRAYS";
                field?: string;
                message: string;
            };
        };
        ImportPrompt: {
            language?: string;
            messages: components["schemas"]["ImportMessage"][];
            metadata: {
                [key: string]: unknown;
            };
            reference?: string | components["schemas"]["ImportMessage"][];
            source: string;
            sourceId: string;
            tags: string[];
            taskType?: string;
        };
        ImportPromptInput: {
            language?: string;
            messages: components["schemas"]["ImportMessageInput"][];
            metadata: {
                [key: string]: unknown;
            };
            reference?: string | components["schemas"]["ImportMessageInput"][];
            source: string;
            sourceId: string;
            tags: string[];
            taskType?: string;
        };
        ImportRating: {
            annotator: string;
            comment?: string;
            verdict: number | ("both_good" | "both_bad");
        };
        ImportRatingInput: {
            annotator: string;
            comment?: string;
            verdict: number | ("both_good" | "both_bad");
        };
        ImportRecord: {
            /** Format: date-time */
            createdAt: string;
            error: string | null;
            finishedAt: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["ImportKind"];
            layout: string;
            problems: {
                code: string;
                line: number;
                message: string;
            }[];
            rowsAdded: number;
            rowsKnown: number;
            rowsRead: number;
            rowsSkipped: number;
            source: string;
            /** @enum {string} */
            status: "running" | "done" | "failed";
        };
        ImportRecordInput: {
            /** Format: date-time */
            createdAt: string;
            error: string | null;
            finishedAt: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["ImportKindInput"];
            layout: string;
            problems: {
                code: string;
                line: number;
                message: string;
            }[];
            rowsAdded: number;
            rowsKnown: number;
            rowsRead: number;
            rowsSkipped: number;
            source: string;
            /** @enum {string} */
            status: "running" | "done" | "failed";
        };
        ImportResponse: {
            model?: string;
            text: string;
        };
        ImportResponseInput: {
            model?: string;
            text: string;
        };
        ImportSettings: {
            /** @description Who rated, where the file names nobody; "unnamed" if left out. */
            annotator?: string;
            container?: components["schemas"]["ImportContainer"];
            defaults?: components["schemas"]["ImportDefaults"];
            kind?: components["schemas"]["ImportKind"];
            layout?: components["schemas"]["ImportLayout"];
            mapping?: components["schemas"]["ImportMapping"];
        };
        ImportSettingsInput: {
            /** @description Who rated, where the file names nobody; "unnamed" if left out. */
            annotator?: string;
            container?: components["schemas"]["ImportContainerInput"];
            defaults?: components["schemas"]["ImportDefaultsInput"];
            kind?: components["schemas"]["ImportKindInput"];
            layout?: components["schemas"]["ImportLayoutInput"];
            mapping?: components["schemas"]["ImportMappingInput"];
        };
        Invitation: {
            /** Format: date-time */
            createdAt: string;
            email: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            invitedBy: string | null;
            role: components["schemas"]["ProjectRole"] | components["schemas"]["DeploymentRole"];
            state: components["schemas"]["InvitationState"];
        };
        InvitationAccepted: {
            me: components["schemas"]["Me"];
            project: string | null;
        };
        InvitationAcceptedInput: {
            me: components["schemas"]["MeInput"];
            project: string | null;
        };
        InvitationAnswer: {
            name?: string;
            password?: string;
            secret: string;
        };
        InvitationAnswerInput: {
            name?: string;
            password?: string;
            secret: string;
        };
        InvitationInput: {
            /** Format: date-time */
            createdAt: string;
            email: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            invitedBy: string | null;
            role: components["schemas"]["ProjectRoleInput"] | components["schemas"]["DeploymentRoleInput"];
            state: components["schemas"]["InvitationStateInput"];
        };
        InvitationOffer: {
            email: string;
            /** Format: date-time */
            expiresAt: string;
            hasAccount: boolean;
            invitedBy: string | null;
            project: {
                name: string;
                slug: string;
            } | null;
            role: components["schemas"]["ProjectRole"] | components["schemas"]["DeploymentRole"];
        };
        InvitationOfferInput: {
            email: string;
            /** Format: date-time */
            expiresAt: string;
            hasAccount: boolean;
            invitedBy: string | null;
            project: {
                name: string;
                slug: string;
            } | null;
            role: components["schemas"]["ProjectRoleInput"] | components["schemas"]["DeploymentRoleInput"];
        };
        /** @enum {string} */
        InvitationState: "open" | "accepted" | "revoked" | "expired";
        /** @enum {string} */
        InvitationStateInput: "open" | "accepted" | "revoked" | "expired";
        IssuedApiKey: {
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            key: string;
            lastUsedAt: string | null;
            name: string;
            scopes: components["schemas"]["KeyScope"][];
            start: string;
        };
        IssuedApiKeyInput: {
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            key: string;
            lastUsedAt: string | null;
            name: string;
            scopes: components["schemas"]["KeyScopeInput"][];
            start: string;
        };
        IssuedLink: {
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            url: string;
        };
        IssuedLinkInput: {
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            url: string;
        };
        Kappa: {
            first: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            kappa: number | null;
            n: number;
            raw: number;
            second: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            why: string | null;
        };
        KappaInput: {
            first: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            kappa: number | null;
            n: number;
            raw: number;
            second: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            why: string | null;
        };
        /** @enum {string} */
        KeyScope: "read" | "write";
        /** @enum {string} */
        KeyScopeInput: "read" | "write";
        KtoConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                desirableWeight?: number | null;
                epochs?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                /** @enum {string} */
                loss?: "kto" | "apo_zero_unpaired";
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        KtoConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                desirableWeight?: number | null;
                epochs?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                /** @enum {string} */
                loss?: "kto" | "apo_zero_unpaired";
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        /** @enum {string} */
        Language: "en" | "de";
        /** @enum {string} */
        LanguageInput: "en" | "de";
        LeaseRelease: {
            released: number;
        };
        LeaseReleaseInput: {
            released: number;
        };
        LeaseRenewal: {
            leases: {
                /** Format: date-time */
                expiresAt: string;
                token: string;
            }[];
            lost: string[];
        };
        LeaseRenewalInput: {
            leases: {
                /** Format: date-time */
                expiresAt: string;
                token: string;
            }[];
            lost: string[];
        };
        Lineage: {
            edges: components["schemas"]["LineageEdge"][];
            focus: {
                id: string;
                kind: components["schemas"]["LineageKind"];
            };
            nodes: components["schemas"]["LineageNode"][];
            truncated: boolean;
        };
        LineageEdge: {
            from: {
                id: string;
                kind: components["schemas"]["LineageKind"];
            };
            roles: components["schemas"]["LineageRole"][];
            to: {
                id: string;
                kind: components["schemas"]["LineageKind"];
            };
        };
        LineageEdgeInput: {
            from: {
                id: string;
                kind: components["schemas"]["LineageKindInput"];
            };
            roles: components["schemas"]["LineageRoleInput"][];
            to: {
                id: string;
                kind: components["schemas"]["LineageKindInput"];
            };
        };
        LineageInput: {
            edges: components["schemas"]["LineageEdgeInput"][];
            focus: {
                id: string;
                kind: components["schemas"]["LineageKindInput"];
            };
            nodes: components["schemas"]["LineageNodeInput"][];
            truncated: boolean;
        };
        /** @enum {string} */
        LineageKind: "prompts" | "batch" | "snapshot" | "run" | "version";
        /** @enum {string} */
        LineageKindInput: "prompts" | "batch" | "snapshot" | "run" | "version";
        LineageNode: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @constant */
            kind: "prompts";
            name: string;
            prompts: number;
        } | {
            annotators: number;
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @constant */
            kind: "batch";
            name: string;
            ratings: number;
            status: components["schemas"]["BatchStatus"];
            tasks: number;
        } | {
            /** Format: date-time */
            createdAt: string;
            hash: string;
            id: string;
            /** @constant */
            kind: "snapshot";
            name: string;
            of: components["schemas"]["SnapshotKind"];
            rows: number;
        } | {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @constant */
            kind: "run";
            method: components["schemas"]["RunMethod"];
            name: string;
            number: number;
            responses: number | null;
            status: components["schemas"]["RunStatus"];
            steps: number | null;
        } | {
            aliases: string[];
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @constant */
            kind: "version";
            name: string;
            origin: components["schemas"]["ModelOrigin"];
            purpose: components["schemas"]["ModelPurpose"];
            status: components["schemas"]["ModelStatus"];
        };
        LineageNodeInput: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @constant */
            kind: "prompts";
            name: string;
            prompts: number;
        } | {
            annotators: number;
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @constant */
            kind: "batch";
            name: string;
            ratings: number;
            status: components["schemas"]["BatchStatusInput"];
            tasks: number;
        } | {
            /** Format: date-time */
            createdAt: string;
            hash: string;
            id: string;
            /** @constant */
            kind: "snapshot";
            name: string;
            of: components["schemas"]["SnapshotKindInput"];
            rows: number;
        } | {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @constant */
            kind: "run";
            method: components["schemas"]["RunMethodInput"];
            name: string;
            number: number;
            responses: number | null;
            status: components["schemas"]["RunStatusInput"];
            steps: number | null;
        } | {
            aliases: string[];
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @constant */
            kind: "version";
            name: string;
            origin: components["schemas"]["ModelOriginInput"];
            purpose: components["schemas"]["ModelPurposeInput"];
            status: components["schemas"]["ModelStatusInput"];
        };
        /** @enum {string} */
        LineageRole: "base" | "reference" | "reward" | "gold";
        /** @enum {string} */
        LineageRoleInput: "base" | "reference" | "reward" | "gold";
        LinkLookup: {
            secret: string;
        };
        LinkLookupInput: {
            secret: string;
        };
        Majority: {
            both_bad: number;
            both_good: number;
            first: number;
            second: number;
            tie: number;
            undecided: number;
        };
        MajorityInput: {
            both_bad: number;
            both_good: number;
            first: number;
            second: number;
            tie: number;
            undecided: number;
        };
        Matchup: {
            lastRatedAt: string | null;
            newer: components["schemas"]["ModelVersionItem"];
            older: components["schemas"]["ModelVersionItem"];
            outcomes: components["schemas"]["BattleCounts"];
            pairs: number;
            ratedPairs: number;
            ratings: number;
            ratingsLeft: number;
            winRate: components["schemas"]["WinRate"];
        };
        MatchupDetail: {
            batches: {
                /** Format: uuid */
                id: string;
                name: string;
                pairs: number;
                ratings: number;
                ratingsLeft: number;
                status: components["schemas"]["BatchStatus"];
            }[];
            lastRatedAt: string | null;
            leftChoice: components["schemas"]["Share"];
            newer: components["schemas"]["ModelVersionItem"];
            older: components["schemas"]["ModelVersionItem"];
            outcomes: components["schemas"]["BattleCounts"];
            pairs: number;
            ratedPairs: number;
            ratings: number;
            ratingsLeft: number;
            taskTypes: {
                outcomes: components["schemas"]["BattleCounts"];
                ratings: number;
                taskType: string | null;
                winRate: components["schemas"]["WinRate"];
            }[];
            winRate: components["schemas"]["WinRate"];
        };
        MatchupDetailInput: {
            batches: {
                /** Format: uuid */
                id: string;
                name: string;
                pairs: number;
                ratings: number;
                ratingsLeft: number;
                status: components["schemas"]["BatchStatusInput"];
            }[];
            lastRatedAt: string | null;
            leftChoice: components["schemas"]["ShareInput"];
            newer: components["schemas"]["ModelVersionItemInput"];
            older: components["schemas"]["ModelVersionItemInput"];
            outcomes: components["schemas"]["BattleCountsInput"];
            pairs: number;
            ratedPairs: number;
            ratings: number;
            ratingsLeft: number;
            taskTypes: {
                outcomes: components["schemas"]["BattleCountsInput"];
                ratings: number;
                taskType: string | null;
                winRate: components["schemas"]["WinRateInput"];
            }[];
            winRate: components["schemas"]["WinRateInput"];
        };
        MatchupInput: {
            lastRatedAt: string | null;
            newer: components["schemas"]["ModelVersionItemInput"];
            older: components["schemas"]["ModelVersionItemInput"];
            outcomes: components["schemas"]["BattleCountsInput"];
            pairs: number;
            ratedPairs: number;
            ratings: number;
            ratingsLeft: number;
            winRate: components["schemas"]["WinRateInput"];
        };
        MatchupPage: {
            items: components["schemas"]["Matchup"][];
            nextCursor: string | null;
        };
        MatchupPageInput: {
            items: components["schemas"]["MatchupInput"][];
            nextCursor: string | null;
        };
        Me: {
            email: string;
            /** Format: uuid */
            id: string;
            language: components["schemas"]["Language"] | null;
            name: string;
            role: components["schemas"]["DeploymentRole"];
            /** @enum {string} */
            via: "session" | "key";
        };
        MeInput: {
            email: string;
            /** Format: uuid */
            id: string;
            language: components["schemas"]["LanguageInput"] | null;
            name: string;
            role: components["schemas"]["DeploymentRoleInput"];
            /** @enum {string} */
            via: "session" | "key";
        };
        Member: {
            dailyQuota: number | null;
            disabled: boolean;
            email: string;
            /** Format: date-time */
            joinedAt: string;
            languages: string[];
            name: string;
            ratingPausedAt: string | null;
            role: components["schemas"]["ProjectRole"];
            skills: string[];
            /** Format: uuid */
            userId: string;
        };
        MemberInput: {
            dailyQuota: number | null;
            disabled: boolean;
            email: string;
            /** Format: date-time */
            joinedAt: string;
            languages: string[];
            name: string;
            ratingPausedAt: string | null;
            role: components["schemas"]["ProjectRoleInput"];
            skills: string[];
            /** Format: uuid */
            userId: string;
        };
        MemberUpdate: {
            dailyQuota?: number | null;
            languages?: string[];
            role?: components["schemas"]["ProjectRole"];
            skills?: string[];
        };
        MemberUpdateInput: {
            dailyQuota?: number | null;
            languages?: string[];
            role?: components["schemas"]["ProjectRoleInput"];
            skills?: string[];
        };
        Message: {
            content: string;
            /** @enum {string} */
            role: "system" | "user" | "assistant";
        };
        MessageInput: {
            content: string;
            /** @enum {string} */
            role: "system" | "user" | "assistant";
        };
        MeUpdate: {
            language?: components["schemas"]["Language"] | null;
            name?: string;
        };
        MeUpdateInput: {
            language?: components["schemas"]["LanguageInput"] | null;
            name?: string;
        };
        Model: {
            /** Format: date-time */
            createdAt: string;
            description: string;
            /** Format: uuid */
            id: string;
            name: string;
            versions: components["schemas"]["ModelVersionItem"][];
        };
        ModelInput: {
            /** Format: date-time */
            createdAt: string;
            description: string;
            /** Format: uuid */
            id: string;
            name: string;
            versions: components["schemas"]["ModelVersionItemInput"][];
        };
        /** @enum {string} */
        ModelOrigin: "bundled" | "folder" | "hub" | "endpoint" | "trained";
        /** @enum {string} */
        ModelOriginInput: "bundled" | "folder" | "hub" | "endpoint" | "trained";
        ModelPage: {
            items: components["schemas"]["Model"][];
            nextCursor: string | null;
        };
        ModelPageInput: {
            items: components["schemas"]["ModelInput"][];
            nextCursor: string | null;
        };
        /** @enum {string} */
        ModelPurpose: "policy" | "reward";
        /** @enum {string} */
        ModelPurposeInput: "policy" | "reward";
        ModelSource: {
            /** @constant */
            origin: "bundled";
        } | {
            /** @constant */
            origin: "folder";
            path: string;
        } | {
            /** @constant */
            origin: "hub";
            repository: string;
            /** @default main */
            revision: string;
        } | {
            /** Format: uri */
            baseUrl: string;
            key?: string;
            model: string;
            /** @constant */
            origin: "endpoint";
        };
        ModelSourceInput: {
            /** @constant */
            origin: "bundled";
        } | {
            /** @constant */
            origin: "folder";
            path: string;
        } | {
            /** @constant */
            origin: "hub";
            repository: string;
            /** @default main */
            revision: string;
        } | {
            /** Format: uri */
            baseUrl: string;
            key?: string;
            model: string;
            /** @constant */
            origin: "endpoint";
        };
        /** @enum {string} */
        ModelStatus: "preparing" | "ready" | "failed";
        /** @enum {string} */
        ModelStatusInput: "preparing" | "ready" | "failed";
        ModelVersion: {
            aliases: string[];
            ancestors: {
                run: {
                    /** Format: uuid */
                    id: string;
                    method: string;
                    name: string;
                    number: number;
                } | null;
                snapshot: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                } | null;
                version: components["schemas"]["ModelVersionItem"];
            }[];
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            descendants: {
                run: {
                    /** Format: uuid */
                    id: string;
                    method: string;
                    name: string;
                    number: number;
                } | null;
                snapshot: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                } | null;
                version: components["schemas"]["ModelVersionItem"];
            }[];
            description: string;
            error: string | null;
            facts: {
                [key: string]: unknown;
            };
            hasKey: boolean;
            /** Format: uuid */
            id: string;
            location: {
                [key: string]: unknown;
            };
            model: string;
            /** Format: uuid */
            modelId: string;
            origin: components["schemas"]["ModelOrigin"];
            purpose: components["schemas"]["ModelPurpose"];
            responses: number;
            run: {
                /** Format: uuid */
                id: string;
                method: string;
                name: string;
                number: number;
            } | null;
            snapshot: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            status: components["schemas"]["ModelStatus"];
            version: number;
        };
        ModelVersionInput: {
            aliases: string[];
            ancestors: {
                run: {
                    /** Format: uuid */
                    id: string;
                    method: string;
                    name: string;
                    number: number;
                } | null;
                snapshot: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                } | null;
                version: components["schemas"]["ModelVersionItemInput"];
            }[];
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            descendants: {
                run: {
                    /** Format: uuid */
                    id: string;
                    method: string;
                    name: string;
                    number: number;
                } | null;
                snapshot: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                } | null;
                version: components["schemas"]["ModelVersionItemInput"];
            }[];
            description: string;
            error: string | null;
            facts: {
                [key: string]: unknown;
            };
            hasKey: boolean;
            /** Format: uuid */
            id: string;
            location: {
                [key: string]: unknown;
            };
            model: string;
            /** Format: uuid */
            modelId: string;
            origin: components["schemas"]["ModelOriginInput"];
            purpose: components["schemas"]["ModelPurposeInput"];
            responses: number;
            run: {
                /** Format: uuid */
                id: string;
                method: string;
                name: string;
                number: number;
            } | null;
            snapshot: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            status: components["schemas"]["ModelStatusInput"];
            version: number;
        };
        ModelVersionItem: {
            aliases: string[];
            /** Format: date-time */
            createdAt: string;
            error: string | null;
            /** Format: uuid */
            id: string;
            model: string;
            /** Format: uuid */
            modelId: string;
            origin: components["schemas"]["ModelOrigin"];
            purpose: components["schemas"]["ModelPurpose"];
            status: components["schemas"]["ModelStatus"];
            version: number;
        };
        ModelVersionItemInput: {
            aliases: string[];
            /** Format: date-time */
            createdAt: string;
            error: string | null;
            /** Format: uuid */
            id: string;
            model: string;
            /** Format: uuid */
            modelId: string;
            origin: components["schemas"]["ModelOriginInput"];
            purpose: components["schemas"]["ModelPurposeInput"];
            status: components["schemas"]["ModelStatusInput"];
            version: number;
        };
        MyQualification: {
            answered: number;
            attempt: number;
            attemptsLeft: number;
            explained: {
                /** @enum {string} */
                answer: "left" | "right" | "tie" | "both_good" | "both_bad";
                explanation: string;
                right: boolean;
                verdict: components["schemas"]["PairVerdict"];
            } | null;
            form: components["schemas"]["RatingForm"];
            passMark: number;
            question: {
                prompt: {
                    messages: components["schemas"]["Message"][];
                };
                responses: [
                    {
                        text: string;
                    },
                    {
                        text: string;
                    }
                ];
                token: string;
            } | null;
            questions: number;
            right: number;
            /** @enum {string} */
            state: "none" | "to-begin" | "question" | "explained" | "passed" | "failed";
        };
        MyQualificationInput: {
            answered: number;
            attempt: number;
            attemptsLeft: number;
            explained: {
                /** @enum {string} */
                answer: "left" | "right" | "tie" | "both_good" | "both_bad";
                explanation: string;
                right: boolean;
                verdict: components["schemas"]["PairVerdictInput"];
            } | null;
            form: components["schemas"]["RatingFormInput"];
            passMark: number;
            question: {
                prompt: {
                    messages: components["schemas"]["MessageInput"][];
                };
                responses: [
                    {
                        text: string;
                    },
                    {
                        text: string;
                    }
                ];
                token: string;
            } | null;
            questions: number;
            right: number;
            /** @enum {string} */
            state: "none" | "to-begin" | "question" | "explained" | "passed" | "failed";
        };
        MyRating: {
            comment: string | null;
            criteria: components["schemas"]["CriterionAnswers"];
            critiques: components["schemas"]["Critiques"];
            editable: boolean;
            edited: components["schemas"]["EditedResponse"] | null;
            flags: components["schemas"]["RatingFlag"][];
            form: components["schemas"]["RatingForm"];
            /** Format: date-time */
            ratedAt: string;
            task: components["schemas"]["ShownTask"];
            token: string;
            verdict: components["schemas"]["Verdict"];
        };
        MyRatingInput: {
            comment: string | null;
            criteria: components["schemas"]["CriterionAnswersInput"];
            critiques: components["schemas"]["CritiquesInput"];
            editable: boolean;
            edited: components["schemas"]["EditedResponseInput"] | null;
            flags: components["schemas"]["RatingFlagInput"][];
            form: components["schemas"]["RatingFormInput"];
            /** Format: date-time */
            ratedAt: string;
            task: components["schemas"]["ShownTaskInput"];
            token: string;
            verdict: components["schemas"]["VerdictInput"];
        };
        MyRatings: {
            items: components["schemas"]["MyRating"][];
            nextCursor: string | null;
        };
        MyRatingsInput: {
            items: components["schemas"]["MyRatingInput"][];
            nextCursor: string | null;
        };
        MySession: {
            address: string | null;
            browser: string | null;
            /** Format: date-time */
            createdAt: string;
            current: boolean;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
        };
        MySessionInput: {
            address: string | null;
            browser: string | null;
            /** Format: date-time */
            createdAt: string;
            current: boolean;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
        };
        NewAcknowledgement: {
            version: number;
        };
        NewAcknowledgementInput: {
            version: number;
        };
        NewAdjudication: {
            comment?: string;
            formVersion: number;
            verdict: components["schemas"]["PairVerdict"];
        };
        NewAdjudicationInput: {
            comment?: string;
            formVersion: number;
            verdict: components["schemas"]["PairVerdictInput"];
        };
        NewApiKey: {
            expiresInDays?: number;
            name: string;
            scopes: components["schemas"]["KeyScope"][];
        };
        NewApiKeyInput: {
            expiresInDays?: number;
            name: string;
            scopes: components["schemas"]["KeyScopeInput"][];
        };
        NewAttentionCheck: {
            answer: components["schemas"]["GoldAnswer"];
            /** @default  */
            explanation: string;
            prompt: string;
            responses: [
                string,
                string
            ];
        };
        NewAttentionCheckInput: {
            answer: components["schemas"]["GoldAnswerInput"];
            /** @default  */
            explanation: string;
            prompt: string;
            responses: [
                string,
                string
            ];
        };
        NewBatch: {
            adaptive?: components["schemas"]["AdaptiveOverlap"];
            /**
             * @default {
             *       "userIds": null,
             *       "skills": [],
             *       "matchLanguage": false
             *     }
             */
            audience: components["schemas"]["BatchAudience"];
            composition: components["schemas"]["BatchComposition"];
            /** @default 30 */
            leaseMinutes: number;
            name: string;
            /** @default 1 */
            overlap: number;
            /** @default null */
            perPerson: number | null;
            /** @default 0 */
            priority: number;
            /** @default finish-started */
            strategy: components["schemas"]["BatchStrategy"];
        };
        NewBatchInput: {
            adaptive?: components["schemas"]["AdaptiveOverlapInput"];
            /**
             * @default {
             *       "userIds": null,
             *       "skills": [],
             *       "matchLanguage": false
             *     }
             */
            audience: components["schemas"]["BatchAudienceInput"];
            composition: components["schemas"]["BatchCompositionInput"];
            /** @default 30 */
            leaseMinutes: number;
            name: string;
            /** @default 1 */
            overlap: number;
            /** @default null */
            perPerson: number | null;
            /** @default 0 */
            priority: number;
            /** @default finish-started */
            strategy: components["schemas"]["BatchStrategyInput"];
        };
        NewDeploymentInvitation: {
            /** Format: email */
            email: string;
            role: components["schemas"]["DeploymentRole"];
        };
        NewDeploymentInvitationInput: {
            /** Format: email */
            email: string;
            role: components["schemas"]["DeploymentRoleInput"];
        };
        NewGolds: {
            golds: {
                answer: components["schemas"]["GoldAnswer"];
                /** @default  */
                explanation: string;
                /** Format: uuid */
                taskId: string;
            }[];
        };
        NewGoldsInput: {
            golds: {
                answer: components["schemas"]["GoldAnswerInput"];
                /** @default  */
                explanation: string;
                /** Format: uuid */
                taskId: string;
            }[];
        };
        NewGuideline: {
            basedOn: number;
            body: string;
        };
        NewGuidelineInput: {
            basedOn: number;
            body: string;
        };
        NewInvitation: {
            /** Format: email */
            email: string;
            role: components["schemas"]["ProjectRole"];
        };
        NewInvitationInput: {
            /** Format: email */
            email: string;
            role: components["schemas"]["ProjectRoleInput"];
        };
        NewProject: {
            description?: string;
            name: string;
            slug?: string;
        };
        NewProjectInput: {
            description?: string;
            name: string;
            slug?: string;
        };
        NewQualification: {
            attempts: number;
            enabled: boolean;
            items: {
                explanation: string;
                /** Format: uuid */
                goldId: string;
            }[];
            /** @enum {string} */
            order: "stated" | "random";
            passMark: number;
            questions: number;
        };
        NewQualificationInput: {
            attempts: number;
            enabled: boolean;
            items: {
                explanation: string;
                /** Format: uuid */
                goldId: string;
            }[];
            /** @enum {string} */
            order: "stated" | "random";
            passMark: number;
            questions: number;
        };
        NewRatingForm: {
            basedOn: number;
            spec: components["schemas"]["RatingFormSpec"];
        };
        NewRatingFormInput: {
            basedOn: number;
            spec: components["schemas"]["RatingFormSpecInput"];
        };
        NewRatingKeys: components["schemas"]["RatingKeys"];
        NewRatingKeysInput: components["schemas"]["RatingKeysInput"];
        NewSnapshot: {
            name: string;
            rules: components["schemas"]["SnapshotRules"];
        };
        NewSnapshotInput: {
            name: string;
            rules: components["schemas"]["SnapshotRulesInput"];
        };
        OnlineDpoConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default null */
            guard: components["schemas"]["GuardConfig"] | null;
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                groupSize?: number;
                learningRate?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxNewTokens?: number;
                microBatch?: number;
                missingEosPenalty?: number;
                sampleBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                steps?: number;
                temperature?: number;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            /** Format: uuid */
            rewardVersionId: string;
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        OnlineDpoConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default null */
            guard: components["schemas"]["GuardConfigInput"] | null;
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                groupSize?: number;
                learningRate?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxNewTokens?: number;
                microBatch?: number;
                missingEosPenalty?: number;
                sampleBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                steps?: number;
                temperature?: number;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            /** Format: uuid */
            rewardVersionId: string;
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        OrpoConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                epochs?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                useWeights?: boolean;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        OrpoConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                epochs?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                useWeights?: boolean;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        OverlapCost: {
            activeMs: number | null;
            overlap: number;
            ratings: number;
            reopened: number;
        };
        OverlapCostInput: {
            activeMs: number | null;
            overlap: number;
            ratings: number;
            reopened: number;
        };
        PairVerdict: {
            strength: number;
            /** @constant */
            verdict: "preference";
        } | {
            /** @constant */
            verdict: "tie";
        } | {
            /** @constant */
            verdict: "both_good";
        } | {
            /** @constant */
            verdict: "both_bad";
        } | {
            reason: components["schemas"]["SkipReason"];
            /** @constant */
            verdict: "skip";
        };
        PairVerdictInput: {
            strength: number;
            /** @constant */
            verdict: "preference";
        } | {
            /** @constant */
            verdict: "tie";
        } | {
            /** @constant */
            verdict: "both_good";
        } | {
            /** @constant */
            verdict: "both_bad";
        } | {
            reason: components["schemas"]["SkipReasonInput"];
            /** @constant */
            verdict: "skip";
        };
        PasswordChange: {
            currentPassword: string;
            newPassword: string;
        };
        PasswordChangeInput: {
            currentPassword: string;
            newPassword: string;
        };
        PasswordReset: {
            password: string;
            secret: string;
        };
        PasswordResetInput: {
            password: string;
            secret: string;
        };
        PasswordResetOffer: {
            email: string;
            /** Format: date-time */
            expiresAt: string;
        };
        PasswordResetOfferInput: {
            email: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Pay: {
            items: {
                activeMs: number;
                amount: string | null;
                /** Format: uuid */
                id: string;
                name: string;
                ratings: number;
                skips: number;
                voided: number;
            }[];
            rate: components["schemas"]["PayRate"] | null;
            total: {
                activeMs: number;
                amount: string | null;
                ratings: number;
                skips: number;
                voided: number;
            };
        };
        PayInput: {
            items: {
                activeMs: number;
                amount: string | null;
                /** Format: uuid */
                id: string;
                name: string;
                ratings: number;
                skips: number;
                voided: number;
            }[];
            rate: components["schemas"]["PayRateInput"] | null;
            total: {
                activeMs: number;
                amount: string | null;
                ratings: number;
                skips: number;
                voided: number;
            };
        };
        PayRate: {
            currency: string;
            rate: string;
            /** @enum {string} */
            unit: "hour" | "rating";
        };
        PayRateInput: {
            currency: string;
            rate: string;
            /** @enum {string} */
            unit: "hour" | "rating";
        };
        Pipeline: {
            budgetHours: number | null;
            counts: {
                [key: string]: number;
            };
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            number: number;
            /** @enum {string} */
            onError: "stop" | "continue";
            spentHours: number;
            status: components["schemas"]["PipelineStatus"];
            steps: {
                made: {
                    /** Format: uuid */
                    id: string;
                    model: string;
                    version: number;
                } | null;
                needs: string[];
                run: components["schemas"]["RunItem"];
                step: string;
            }[];
            text: string;
        };
        PipelineInput: {
            budgetHours: number | null;
            counts: {
                [key: string]: number;
            };
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            number: number;
            /** @enum {string} */
            onError: "stop" | "continue";
            spentHours: number;
            status: components["schemas"]["PipelineStatusInput"];
            steps: {
                made: {
                    /** Format: uuid */
                    id: string;
                    model: string;
                    version: number;
                } | null;
                needs: string[];
                run: components["schemas"]["RunItemInput"];
                step: string;
            }[];
            text: string;
        };
        PipelineItem: {
            budgetHours: number | null;
            counts: {
                [key: string]: number;
            };
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            number: number;
            /** @enum {string} */
            onError: "stop" | "continue";
            spentHours: number;
            status: components["schemas"]["PipelineStatus"];
        };
        PipelineItemInput: {
            budgetHours: number | null;
            counts: {
                [key: string]: number;
            };
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            number: number;
            /** @enum {string} */
            onError: "stop" | "continue";
            spentHours: number;
            status: components["schemas"]["PipelineStatusInput"];
        };
        PipelinePage: {
            items: components["schemas"]["PipelineItem"][];
            nextCursor: string | null;
        };
        PipelinePageInput: {
            items: components["schemas"]["PipelineItemInput"][];
            nextCursor: string | null;
        };
        PipelinePreview: {
            problems: {
                code: string;
                message: string;
                path: string;
            }[];
            steps: {
                estimate: components["schemas"]["RunEstimate"] | null;
                makes: {
                    model: string;
                    version: number;
                } | null;
                method: components["schemas"]["RunMethod"];
                name: string;
                needs: string[];
                problems: {
                    code: string;
                    message: string;
                    path: string;
                }[];
                size: {
                    prompts: number;
                    responses: number;
                };
                step: string;
                training: {
                    diskFree: number | null;
                    diskNeed: number | null;
                    evalRows: number;
                    overLengthEstimate: number | null;
                    steps: number;
                    trainRows: number;
                } | null;
                warnings: {
                    code: string;
                    message: string;
                    path: string;
                }[];
            }[];
            warnings: {
                code: string;
                message: string;
                path: string;
            }[];
        };
        PipelinePreviewInput: {
            problems: {
                code: string;
                message: string;
                path: string;
            }[];
            steps: {
                estimate: components["schemas"]["RunEstimateInput"] | null;
                makes: {
                    model: string;
                    version: number;
                } | null;
                method: components["schemas"]["RunMethodInput"];
                name: string;
                needs: string[];
                problems: {
                    code: string;
                    message: string;
                    path: string;
                }[];
                size: {
                    prompts: number;
                    responses: number;
                };
                step: string;
                training: {
                    diskFree: number | null;
                    diskNeed: number | null;
                    evalRows: number;
                    overLengthEstimate: number | null;
                    steps: number;
                    trainRows: number;
                } | null;
                warnings: {
                    code: string;
                    message: string;
                    path: string;
                }[];
            }[];
            warnings: {
                code: string;
                message: string;
                path: string;
            }[];
        };
        /** @enum {string} */
        PipelineStatus: "open" | "succeeded" | "failed" | "cancelled";
        /** @enum {string} */
        PipelineStatusInput: "open" | "succeeded" | "failed" | "cancelled";
        PipelineText: {
            text: string;
        };
        PipelineTextInput: {
            text: string;
        };
        Platform: {
            node: string;
            publicUrl: string;
            /** Format: date-time */
            startedAt: string;
            trackers: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
            training: components["schemas"]["TrainingState"];
            version: string;
        };
        PlatformInput: {
            node: string;
            publicUrl: string;
            /** Format: date-time */
            startedAt: string;
            trackers: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
            training: components["schemas"]["TrainingStateInput"];
            version: string;
        };
        PpoConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default null */
            guard: components["schemas"]["GuardConfig"] | null;
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                clipRange?: number;
                criticLearningRate?: number;
                criticWarmupSteps?: number;
                evalSteps?: number;
                gamma?: number;
                gradientCheckpointing?: boolean;
                klCoefficient?: number;
                klHorizon?: number;
                klTarget?: number | null;
                lambda?: number;
                learningRate?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxKl?: number | null;
                maxLength?: number;
                maxNewTokens?: number;
                microBatch?: number;
                minibatches?: number;
                missingEosPenalty?: number;
                ppoEpochs?: number;
                sampleBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                steps?: number;
                temperature?: number;
                valueClipRange?: number;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            /** Format: uuid */
            rewardVersionId: string;
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        PpoConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default null */
            guard: components["schemas"]["GuardConfigInput"] | null;
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                clipRange?: number;
                criticLearningRate?: number;
                criticWarmupSteps?: number;
                evalSteps?: number;
                gamma?: number;
                gradientCheckpointing?: boolean;
                klCoefficient?: number;
                klHorizon?: number;
                klTarget?: number | null;
                lambda?: number;
                learningRate?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxKl?: number | null;
                maxLength?: number;
                maxNewTokens?: number;
                microBatch?: number;
                minibatches?: number;
                missingEosPenalty?: number;
                ppoEpochs?: number;
                sampleBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                steps?: number;
                temperature?: number;
                valueClipRange?: number;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            /** Format: uuid */
            rewardVersionId: string;
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        PreferenceRules: {
            /** @default [] */
            annotatorIds: string[];
            /** @default null */
            arm: components["schemas"]["Arm"] | null;
            /** @default [] */
            batchIds: string[];
            /**
             * @default drop
             * @enum {string}
             */
            bothBad: "drop" | "as-tie";
            /** @default null */
            criterion: string | null;
            /**
             * @default none
             * @enum {string}
             */
            edited: "none" | "pairs";
            /** @default 0.1 */
            evalShare: number;
            /** @default false */
            includeSurplus: boolean;
            /** @constant */
            kind: "preference";
            /**
             * @default plurality
             * @enum {string}
             */
            majority: "plurality" | "absolute" | "unanimous";
            /**
             * @default none
             * @enum {string}
             */
            margin: "none" | "strength";
            /** @default null */
            maxCharacters: number | null;
            /** @default 1 */
            minVotes: number;
            prompts: {
                /**
                 * @default eval-only
                 * @enum {string}
                 */
                heldOut: "exclude" | "eval-only";
                /** @default [] */
                languages: string[];
                /** @default [] */
                sources: string[];
                /** @default [] */
                tags: string[];
                /** @default [] */
                taskTypes: string[];
            };
            /** @default null */
            ratedFrom: string | null;
            /** @default null */
            ratedUntil: string | null;
            /** @default 0 */
            seed: number;
            /**
             * @default drop
             * @enum {string}
             */
            ties: "drop" | "both-ways";
            /**
             * @default none
             * @enum {string}
             */
            weight: "none" | "agreement" | "reliability";
        };
        PreferenceRulesInput: {
            /** @default [] */
            annotatorIds: string[];
            /** @default null */
            arm: components["schemas"]["ArmInput"] | null;
            /** @default [] */
            batchIds: string[];
            /**
             * @default drop
             * @enum {string}
             */
            bothBad: "drop" | "as-tie";
            /** @default null */
            criterion: string | null;
            /**
             * @default none
             * @enum {string}
             */
            edited: "none" | "pairs";
            /** @default 0.1 */
            evalShare: number;
            /** @default false */
            includeSurplus: boolean;
            /** @constant */
            kind: "preference";
            /**
             * @default plurality
             * @enum {string}
             */
            majority: "plurality" | "absolute" | "unanimous";
            /**
             * @default none
             * @enum {string}
             */
            margin: "none" | "strength";
            /** @default null */
            maxCharacters: number | null;
            /** @default 1 */
            minVotes: number;
            /** @default {} */
            prompts: {
                /**
                 * @default eval-only
                 * @enum {string}
                 */
                heldOut: "exclude" | "eval-only";
                /** @default [] */
                languages: string[];
                /** @default [] */
                sources: string[];
                /** @default [] */
                tags: string[];
                /** @default [] */
                taskTypes: string[];
            };
            /** @default null */
            ratedFrom: string | null;
            /** @default null */
            ratedUntil: string | null;
            /** @default 0 */
            seed: number;
            /**
             * @default drop
             * @enum {string}
             */
            ties: "drop" | "both-ways";
            /**
             * @default none
             * @enum {string}
             */
            weight: "none" | "agreement" | "reliability";
        };
        Problem: {
            code: string;
            detail: string;
            issues?: {
                message: string;
                path: string;
            }[];
            requestId: string;
            status: number;
            title: string;
            type: string;
        };
        ProblemInput: {
            code: string;
            detail: string;
            issues?: {
                message: string;
                path: string;
            }[];
            requestId: string;
            status: number;
            title: string;
            type: string;
        };
        Project: {
            archivedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            dailyQuota: number | null;
            demo: boolean;
            description: string;
            name: string;
            role: components["schemas"]["ProjectRole"];
            sensitiveTags: string[];
            slug: string;
        };
        ProjectInput: {
            archivedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            dailyQuota: number | null;
            demo: boolean;
            description: string;
            name: string;
            role: components["schemas"]["ProjectRoleInput"];
            sensitiveTags: string[];
            slug: string;
        };
        ProjectOverview: {
            models: {
                ready: number;
                trained: number;
            };
            prompts: {
                total: number;
                withReference: number;
            };
            ratings: {
                annotators: number;
                total: number;
            };
            responses: {
                total: number;
                versions: number;
            };
            runs: {
                active: number;
                failed: number;
                total: number;
            };
            snapshots: {
                total: number;
            };
            tasks: {
                total: number;
                wanted: number;
            };
        };
        ProjectOverviewInput: {
            models: {
                ready: number;
                trained: number;
            };
            prompts: {
                total: number;
                withReference: number;
            };
            ratings: {
                annotators: number;
                total: number;
            };
            responses: {
                total: number;
                versions: number;
            };
            runs: {
                active: number;
                failed: number;
                total: number;
            };
            snapshots: {
                total: number;
            };
            tasks: {
                total: number;
                wanted: number;
            };
        };
        /** @enum {string} */
        ProjectRole: "lead" | "engineer" | "annotator" | "viewer";
        /** @enum {string} */
        ProjectRoleInput: "lead" | "engineer" | "annotator" | "viewer";
        ProjectUpdate: {
            archived?: boolean;
            dailyQuota?: number | null;
            description?: string;
            name?: string;
            sensitiveTags?: string[];
        };
        ProjectUpdateInput: {
            archived?: boolean;
            dailyQuota?: number | null;
            description?: string;
            name?: string;
            sensitiveTags?: string[];
        };
        PromptChoice: {
            heldOut?: boolean;
            ids?: string[];
            languages?: string[];
            limit?: number;
            search?: string;
            /** @default 0 */
            seed: number;
            sources?: string[];
            tags?: string[];
            taskTypes?: string[];
        };
        PromptChoiceInput: {
            heldOut?: boolean;
            ids?: string[];
            languages?: string[];
            limit?: number;
            search?: string;
            /** @default 0 */
            seed: number;
            sources?: string[];
            tags?: string[];
            taskTypes?: string[];
        };
        PromptDetail: {
            /** Format: date-time */
            createdAt: string;
            heldOut: boolean;
            /** Format: uuid */
            id: string;
            language: string | null;
            messages: components["schemas"]["Message"][];
            metadata: {
                [key: string]: unknown;
            };
            reference: components["schemas"]["Message"][] | null;
            responses: components["schemas"]["PromptResponse"][];
            source: string;
            sourceId: string;
            tags: string[];
            tasks: components["schemas"]["PromptTask"][];
            taskType: string | null;
        };
        PromptDetailInput: {
            /** Format: date-time */
            createdAt: string;
            heldOut: boolean;
            /** Format: uuid */
            id: string;
            language: string | null;
            messages: components["schemas"]["MessageInput"][];
            metadata: {
                [key: string]: unknown;
            };
            reference: components["schemas"]["MessageInput"][] | null;
            responses: components["schemas"]["PromptResponseInput"][];
            source: string;
            sourceId: string;
            tags: string[];
            tasks: components["schemas"]["PromptTaskInput"][];
            taskType: string | null;
        };
        PromptFacets: {
            languages: {
                count: number;
                value: string;
            }[];
            sources: {
                count: number;
                value: string;
            }[];
            tags: {
                count: number;
                value: string;
            }[];
            taskTypes: {
                count: number;
                value: string;
            }[];
        };
        PromptFacetsInput: {
            languages: {
                count: number;
                value: string;
            }[];
            sources: {
                count: number;
                value: string;
            }[];
            tags: {
                count: number;
                value: string;
            }[];
            taskTypes: {
                count: number;
                value: string;
            }[];
        };
        PromptItem: {
            /** Format: date-time */
            createdAt: string;
            excerpt: string;
            hasReference: boolean;
            heldOut: boolean;
            /** Format: uuid */
            id: string;
            language: string | null;
            responses: number;
            source: string;
            sourceId: string;
            tags: string[];
            tasks: number;
            taskType: string | null;
            turns: number;
        };
        PromptItemInput: {
            /** Format: date-time */
            createdAt: string;
            excerpt: string;
            hasReference: boolean;
            heldOut: boolean;
            /** Format: uuid */
            id: string;
            language: string | null;
            responses: number;
            source: string;
            sourceId: string;
            tags: string[];
            tasks: number;
            taskType: string | null;
            turns: number;
        };
        PromptPage: {
            items: components["schemas"]["PromptItem"][];
            nextCursor: string | null;
            total: number;
        };
        PromptPageInput: {
            items: components["schemas"]["PromptItemInput"][];
            nextCursor: string | null;
            total: number;
        };
        PromptResponse: {
            author: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            finishReason: "stop" | "length" | "imported" | "error";
            /** Format: uuid */
            id: string;
            logprob: number | null;
            modelVersionId: string | null;
            runId: string | null;
            scores: {
                model: string;
                score: number | null;
                version: number;
            }[];
            seed: number | null;
            text: string;
            tokens: number | null;
        };
        PromptResponseInput: {
            author: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            finishReason: "stop" | "length" | "imported" | "error";
            /** Format: uuid */
            id: string;
            logprob: number | null;
            modelVersionId: string | null;
            runId: string | null;
            scores: {
                model: string;
                score: number | null;
                version: number;
            }[];
            seed: number | null;
            text: string;
            tokens: number | null;
        };
        PromptTask: {
            batch: string;
            /** Format: uuid */
            batchId: string;
            done: number;
            gold: components["schemas"]["GoldAnswer"] | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["TaskKind"];
            overlap: number | null;
            ratings: {
                annotator: string;
                comment: string | null;
                counted: boolean;
                flags: components["schemas"]["RatingFlag"][];
                grade: number | null;
                /** @enum {string} */
                kind: "rating" | "adjudication";
                ranking: components["schemas"]["Tiers"] | null;
                /** Format: date-time */
                ratedAt: string;
                scale: number | null;
                skipReason: string | null;
                strength: number | null;
                /** @enum {string} */
                verdict: "preference" | "tie" | "both_good" | "both_bad" | "grade" | "ranking" | "skip";
            }[];
            responseIds: string[];
            /** @enum {string} */
            status: "open" | "done" | "adjudicated" | "withdrawn";
        };
        PromptTaskInput: {
            batch: string;
            /** Format: uuid */
            batchId: string;
            done: number;
            gold: components["schemas"]["GoldAnswerInput"] | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["TaskKindInput"];
            overlap: number | null;
            ratings: {
                annotator: string;
                comment: string | null;
                counted: boolean;
                flags: components["schemas"]["RatingFlagInput"][];
                grade: number | null;
                /** @enum {string} */
                kind: "rating" | "adjudication";
                ranking: components["schemas"]["TiersInput"] | null;
                /** Format: date-time */
                ratedAt: string;
                scale: number | null;
                skipReason: string | null;
                strength: number | null;
                /** @enum {string} */
                verdict: "preference" | "tie" | "both_good" | "both_bad" | "grade" | "ranking" | "skip";
            }[];
            responseIds: string[];
            /** @enum {string} */
            status: "open" | "done" | "adjudicated" | "withdrawn";
        };
        Qualification: {
            attempts: number;
            enabled: boolean;
            items: components["schemas"]["QualificationItem"][];
            /** @enum {string} */
            order: "stated" | "random";
            passMark: number;
            questions: number;
        };
        QualificationAnswer: {
            activeMs: number;
            comment?: string;
            criteria?: components["schemas"]["CriterionAnswers"];
            critiques?: components["schemas"]["Critiques"];
            edited?: components["schemas"]["EditedResponse"];
            flags?: components["schemas"]["RatingFlag"][];
            formVersion?: number;
            guidelineVersion?: number;
            token: string;
            verdict: components["schemas"]["PairVerdict"];
        };
        QualificationAnswerInput: {
            activeMs: number;
            comment?: string;
            criteria?: components["schemas"]["CriterionAnswersInput"];
            critiques?: components["schemas"]["CritiquesInput"];
            edited?: components["schemas"]["EditedResponseInput"];
            flags?: components["schemas"]["RatingFlagInput"][];
            formVersion?: number;
            guidelineVersion?: number;
            token: string;
            verdict: components["schemas"]["PairVerdictInput"];
        };
        QualificationAnswers: {
            items: {
                activeMs: number;
                answer: components["schemas"]["GoldAnswer"];
                /** Format: date-time */
                answeredAt: string;
                asked: string;
                attempt: number;
                comment: string | null;
                place: number;
                right: boolean;
                said: components["schemas"]["GoldAnswer"] | "skip";
            }[];
        };
        QualificationAnswersInput: {
            items: {
                activeMs: number;
                answer: components["schemas"]["GoldAnswerInput"];
                /** Format: date-time */
                answeredAt: string;
                asked: string;
                attempt: number;
                comment: string | null;
                place: number;
                right: boolean;
                said: components["schemas"]["GoldAnswerInput"] | "skip";
            }[];
        };
        QualificationCandidates: {
            items: components["schemas"]["QualificationItem"][];
        };
        QualificationCandidatesInput: {
            items: components["schemas"]["QualificationItemInput"][];
        };
        QualificationInput: {
            attempts: number;
            enabled: boolean;
            items: components["schemas"]["QualificationItemInput"][];
            /** @enum {string} */
            order: "stated" | "random";
            passMark: number;
            questions: number;
        };
        QualificationItem: {
            answer: components["schemas"]["GoldAnswer"];
            batch: string;
            explanation: string;
            /** Format: uuid */
            goldId: string;
            prompt: {
                messages: components["schemas"]["Message"][];
            };
            /** Format: uuid */
            promptId: string;
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
        };
        QualificationItemInput: {
            answer: components["schemas"]["GoldAnswerInput"];
            batch: string;
            explanation: string;
            /** Format: uuid */
            goldId: string;
            prompt: {
                messages: components["schemas"]["MessageInput"][];
            };
            /** Format: uuid */
            promptId: string;
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
        };
        QualificationPeople: {
            items: components["schemas"]["QualificationPerson"][];
        };
        QualificationPeopleInput: {
            items: components["schemas"]["QualificationPersonInput"][];
        };
        QualificationPerson: {
            attempts: {
                answered: number;
                endedAt: string | null;
                number: number;
                passMark: number;
                questions: number;
                /** @enum {string} */
                result: "open" | "passed" | "failed";
                right: number;
                /** Format: date-time */
                startedAt: string;
            }[];
            attemptsLeft: number;
            name: string;
            right: components["schemas"]["Share"];
            since: string | null;
            /** @enum {string} */
            state: "exempt" | "waived" | "passed" | "failed" | "in-progress" | "not-begun";
            /** Format: uuid */
            userId: string;
        };
        QualificationPersonInput: {
            attempts: {
                answered: number;
                endedAt: string | null;
                number: number;
                passMark: number;
                questions: number;
                /** @enum {string} */
                result: "open" | "passed" | "failed";
                right: number;
                /** Format: date-time */
                startedAt: string;
            }[];
            attemptsLeft: number;
            name: string;
            right: components["schemas"]["ShareInput"];
            since: string | null;
            /** @enum {string} */
            state: "exempt" | "waived" | "passed" | "failed" | "in-progress" | "not-begun";
            /** Format: uuid */
            userId: string;
        };
        QualificationStep: {
            from: string | null;
        };
        QualificationStepInput: {
            from: string | null;
        };
        QualificationWaiver: {
            waived: boolean;
        };
        QualificationWaiverInput: {
            waived: boolean;
        };
        RateTask: {
            /** Format: date-time */
            expiresAt: string;
            /** @constant */
            kind: "pair";
            prompt: {
                messages: components["schemas"]["Message"][];
            };
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
            sensitive: boolean;
            token: string;
        } | {
            /** Format: date-time */
            expiresAt: string;
            /** @constant */
            kind: "single";
            prompt: {
                messages: components["schemas"]["Message"][];
            };
            responses: [
                {
                    text: string;
                }
            ];
            sensitive: boolean;
            token: string;
        } | {
            /** Format: date-time */
            expiresAt: string;
            /** @constant */
            kind: "ranking";
            prompt: {
                messages: components["schemas"]["Message"][];
            };
            responses: {
                text: string;
            }[];
            sensitive: boolean;
            token: string;
        };
        RateTaskInput: {
            /** Format: date-time */
            expiresAt: string;
            /** @constant */
            kind: "pair";
            prompt: {
                messages: components["schemas"]["MessageInput"][];
            };
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
            sensitive: boolean;
            token: string;
        } | {
            /** Format: date-time */
            expiresAt: string;
            /** @constant */
            kind: "single";
            prompt: {
                messages: components["schemas"]["MessageInput"][];
            };
            responses: [
                {
                    text: string;
                }
            ];
            sensitive: boolean;
            token: string;
        } | {
            /** Format: date-time */
            expiresAt: string;
            /** @constant */
            kind: "ranking";
            prompt: {
                messages: components["schemas"]["MessageInput"][];
            };
            responses: {
                text: string;
            }[];
            sensitive: boolean;
            token: string;
        };
        /** @enum {string} */
        RatingFlag: "harmful" | "personal-data" | "broken" | "off-topic";
        /** @enum {string} */
        RatingFlagInput: "harmful" | "personal-data" | "broken" | "off-topic";
        RatingForm: {
            spec: components["schemas"]["RatingFormSpec"];
            version: number;
        };
        RatingFormInput: {
            spec: components["schemas"]["RatingFormSpecInput"];
            version: number;
        };
        RatingFormSpec: {
            comment: {
                allowed: boolean;
                requiredFor: ("preference" | "tie" | "both_good" | "both_bad" | "grade" | "ranking" | "skip")[];
            };
            /** @default [] */
            criteria: components["schemas"]["Criterion"][];
            /** @default false */
            critiquing: boolean;
            /** @default false */
            editing: boolean;
            flags: components["schemas"]["RatingFlag"][];
            pair: {
                bothBad: boolean;
                bothGood: boolean;
                scale: 2 | 3 | 4 | 7 | 8;
                tie: boolean;
            };
            ranking: {
                partial: boolean;
                ties: boolean;
            };
            single: {
                /** @enum {string} */
                scale: "thumbs" | "grades";
            };
            skipReasons: components["schemas"]["SkipChoice"][];
        };
        RatingFormSpecInput: {
            comment: {
                allowed: boolean;
                requiredFor: ("preference" | "tie" | "both_good" | "both_bad" | "grade" | "ranking" | "skip")[];
            };
            /** @default [] */
            criteria: components["schemas"]["CriterionInput"][];
            /** @default false */
            critiquing: boolean;
            /** @default false */
            editing: boolean;
            flags: components["schemas"]["RatingFlagInput"][];
            pair: {
                bothBad: boolean;
                bothGood: boolean;
                scale: 2 | 3 | 4 | 7 | 8;
                tie: boolean;
            };
            /**
             * @default {
             *       "ties": true,
             *       "partial": true
             *     }
             */
            ranking: {
                partial: boolean;
                ties: boolean;
            };
            /**
             * @default {
             *       "scale": "thumbs"
             *     }
             */
            single: {
                /** @enum {string} */
                scale: "thumbs" | "grades";
            };
            skipReasons: components["schemas"]["SkipChoiceInput"][];
        };
        RatingFormVersion: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            ratings: number;
            spec: components["schemas"]["RatingFormSpec"];
            version: number;
        };
        RatingFormVersionInput: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            ratings: number;
            spec: components["schemas"]["RatingFormSpecInput"];
            version: number;
        };
        RatingFormVersions: {
            items: components["schemas"]["RatingFormVersion"][];
            nextCursor: string | null;
        };
        RatingFormVersionsInput: {
            items: components["schemas"]["RatingFormVersionInput"][];
            nextCursor: string | null;
        };
        /** @enum {string} */
        RatingKeyId: "option-1" | "option-2" | "option-3" | "option-4" | "option-5" | "option-6" | "option-7" | "option-8" | "tie" | "both-good" | "both-bad" | "skip" | "comment" | "flag" | "criteria" | "edit" | "critique" | "undo" | "keep" | "leave" | "side-a" | "side-b" | "fold-prompt" | "earlier-turns" | "link-scroll" | "same-parts" | "raw" | "compare" | "guidelines" | "help";
        /** @enum {string} */
        RatingKeyIdInput: "option-1" | "option-2" | "option-3" | "option-4" | "option-5" | "option-6" | "option-7" | "option-8" | "tie" | "both-good" | "both-bad" | "skip" | "comment" | "flag" | "criteria" | "edit" | "critique" | "undo" | "keep" | "leave" | "side-a" | "side-b" | "fold-prompt" | "earlier-turns" | "link-scroll" | "same-parts" | "raw" | "compare" | "guidelines" | "help";
        RatingKeys: {
            on: boolean;
            own: {
                [key: string]: string;
            };
        };
        RatingKeysInput: {
            on: boolean;
            own: {
                [key: string]: string;
            };
        };
        RatingPage: {
            items: components["schemas"]["RatingRow"][];
            nextCursor: string | null;
            total: number;
        };
        RatingPageInput: {
            items: components["schemas"]["RatingRowInput"][];
            nextCursor: string | null;
            total: number;
        };
        RatingQueue: {
            acknowledgedVersion: number | null;
            atLeast: boolean;
            available: number;
            avoidsSensitive: boolean;
            doneInAll: number;
            doneToday: number;
            guidelineVersion: number | null;
            held: number;
            leadNote: string | null;
            message: string | null;
            nextFreeAt: string | null;
            reason: ("no-batch" | "all-done" | "with-others" | "nothing-for-you" | "for-other-people" | "enough-of-it" | "day-done" | "paused-by-lead" | "paused-by-checks" | "to-qualify" | "not-qualified") | null;
            /** @enum {string} */
            state: "ready" | "empty" | "paused" | "qualification";
        };
        RatingQueueInput: {
            acknowledgedVersion: number | null;
            atLeast: boolean;
            available: number;
            avoidsSensitive: boolean;
            doneInAll: number;
            doneToday: number;
            guidelineVersion: number | null;
            held: number;
            leadNote: string | null;
            message: string | null;
            nextFreeAt: string | null;
            reason: ("no-batch" | "all-done" | "with-others" | "nothing-for-you" | "for-other-people" | "enough-of-it" | "day-done" | "paused-by-lead" | "paused-by-checks" | "to-qualify" | "not-qualified") | null;
            /** @enum {string} */
            state: "ready" | "empty" | "paused" | "qualification";
        };
        RatingReceipt: {
            guidelineVersion: number | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            outcome: "stored" | "repeat";
            revision: number;
        };
        RatingReceiptInput: {
            guidelineVersion: number | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            outcome: "stored" | "repeat";
            revision: number;
        };
        RatingRow: {
            activeMs: number | null;
            annotator: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            batch: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** Format: date-time */
            changedAt: string;
            comment: string | null;
            criteria: components["schemas"]["CriterionAnswers"];
            critiques: components["schemas"]["Critiques"];
            edited: components["schemas"]["EditedResponse"] | null;
            flags: components["schemas"]["RatingFlag"][];
            /** @enum {string} */
            gold: "none" | "right" | "wrong" | "unjudged";
            grade: number | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            origin: "here" | "imported";
            prompt: string;
            /** Format: uuid */
            promptId: string;
            ranking: components["schemas"]["Tiers"] | null;
            /** Format: date-time */
            ratedAt: string;
            revision: number;
            scale: number | null;
            side: ("left" | "right") | null;
            skipReason: string | null;
            /** @enum {string} */
            state: "counted" | "late" | "voided" | "skip";
            strength: number | null;
            /** @enum {string} */
            verdict: "preference" | "tie" | "both_good" | "both_bad" | "grade" | "ranking" | "skip";
        };
        RatingRowInput: {
            activeMs: number | null;
            annotator: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            batch: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** Format: date-time */
            changedAt: string;
            comment: string | null;
            criteria: components["schemas"]["CriterionAnswersInput"];
            critiques: components["schemas"]["CritiquesInput"];
            edited: components["schemas"]["EditedResponseInput"] | null;
            flags: components["schemas"]["RatingFlagInput"][];
            /** @enum {string} */
            gold: "none" | "right" | "wrong" | "unjudged";
            grade: number | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            origin: "here" | "imported";
            prompt: string;
            /** Format: uuid */
            promptId: string;
            ranking: components["schemas"]["TiersInput"] | null;
            /** Format: date-time */
            ratedAt: string;
            revision: number;
            scale: number | null;
            side: ("left" | "right") | null;
            skipReason: string | null;
            /** @enum {string} */
            state: "counted" | "late" | "voided" | "skip";
            strength: number | null;
            /** @enum {string} */
            verdict: "preference" | "tie" | "both_good" | "both_bad" | "grade" | "ranking" | "skip";
        };
        RatingSubmission: {
            activeMs: number;
            comment?: string;
            criteria?: components["schemas"]["CriterionAnswers"];
            critiques?: components["schemas"]["Critiques"];
            edited?: components["schemas"]["EditedResponse"];
            flags?: components["schemas"]["RatingFlag"][];
            formVersion?: number;
            guidelineVersion?: number;
            token: string;
            verdict: components["schemas"]["Verdict"];
        };
        RatingSubmissionInput: {
            activeMs: number;
            comment?: string;
            criteria?: components["schemas"]["CriterionAnswersInput"];
            critiques?: components["schemas"]["CritiquesInput"];
            edited?: components["schemas"]["EditedResponseInput"];
            flags?: components["schemas"]["RatingFlagInput"][];
            formVersion?: number;
            guidelineVersion?: number;
            token: string;
            verdict: components["schemas"]["VerdictInput"];
        };
        Requeued: {
            ratings: number;
            reopened: number;
        };
        RequeuedInput: {
            ratings: number;
            reopened: number;
        };
        RewardConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                centerCoefficient?: number;
                epochs?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                useMargin?: boolean;
                useWeights?: boolean;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        RewardConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                centerCoefficient?: number;
                epochs?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                useMargin?: boolean;
                useWeights?: boolean;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        RlooConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default null */
            guard: components["schemas"]["GuardConfig"] | null;
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                groupSize?: number;
                learningRate?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxNewTokens?: number;
                microBatch?: number;
                missingEosPenalty?: number;
                sampleBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                steps?: number;
                temperature?: number;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            /** Format: uuid */
            rewardVersionId: string;
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        RlooConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            /** @default null */
            guard: components["schemas"]["GuardConfigInput"] | null;
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                evalSteps?: number;
                gradientCheckpointing?: boolean;
                groupSize?: number;
                learningRate?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxNewTokens?: number;
                microBatch?: number;
                missingEosPenalty?: number;
                sampleBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                steps?: number;
                temperature?: number;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default null */
            referenceVersionId: string | null;
            /** Format: uuid */
            rewardVersionId: string;
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        Run: {
            attempt: {
                device: {
                    [key: string]: unknown;
                } | null;
                endedAt: string | null;
                epoch: number;
                number: number;
                outcome: string | null;
                resumedFromStep: number | null;
                /** Format: date-time */
                startedAt: string;
            } | null;
            attempts: number;
            cancelRequested: boolean;
            config: {
                [key: string]: unknown;
            };
            configHash: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            error: {
                code: string;
                hint?: string;
                message: string;
            } | null;
            estimate: components["schemas"]["RunEstimate"] | null;
            finishedAt: string | null;
            /** Format: uuid */
            id: string;
            line: {
                length: number;
                place: number;
            } | null;
            logTail: string;
            maxAttempts: number;
            method: components["schemas"]["RunMethod"];
            name: string;
            number: number;
            pipeline: {
                /** Format: uuid */
                id: string;
                name: string;
                step: string;
            } | null;
            priority: components["schemas"]["RunPriority"];
            progress: {
                answers?: {
                    auc: number;
                    bad: number;
                    good: number;
                    high: number;
                    low: number;
                    overLength: {
                        baseline: number;
                        difference: number;
                        high: number;
                        low: number;
                    };
                    prompts: number;
                };
                evaluation?: {
                    accuracy: number;
                    high: number;
                    low: number;
                    overLength?: {
                        baseline: number;
                        difference: number;
                        high: number;
                        low: number;
                    };
                    pairs: number;
                    prompts: number;
                };
                failures?: {
                    count: number;
                    first: {
                        message: string;
                        promptId: string;
                        sampleIndex: number;
                        versionId: string;
                    }[];
                };
                figures?: {
                    [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
                };
                secondsLeft?: number | null;
                step?: number;
                total?: number;
                /** @enum {string} */
                unit?: "step" | "response";
                warnings?: {
                    code: string;
                    message: string;
                }[];
                wins?: {
                    baseline: {
                        answers: number;
                        cutOff: number;
                        meanScore: number | null;
                        meanTokens: number | null;
                        /** Format: uuid */
                        versionId: string;
                    };
                    models: {
                        answers: number;
                        cutOff: number;
                        losses: number;
                        meanScore: number | null;
                        meanTokens: number | null;
                        ties: number;
                        /** Format: uuid */
                        versionId: string;
                        winRate: {
                            high: number;
                            low: number;
                            value: number;
                        } | null;
                        wins: number;
                    }[];
                    prompts: number;
                    /** Format: uuid */
                    rewardVersionId: string;
                };
            } & {
                [key: string]: unknown;
            };
            promptCount: number | null;
            published: {
                /** Format: uuid */
                id: string;
                model: string;
                version: number;
            } | null;
            queuedAt: string | null;
            responses: number;
            snapshotId: string | null;
            startedAt: string | null;
            status: components["schemas"]["RunStatus"];
            took: components["schemas"]["RunTook"];
            versions: {
                /** Format: uuid */
                id: string;
                model: string;
                origin: string;
                version: number;
            }[];
            waiting: {
                /** @enum {string} */
                for: "worker" | "environment" | "dependency" | "slot" | "retry";
                message: string;
            } | null;
        };
        RunChange: {
            priority: components["schemas"]["RunPriority"];
        };
        RunChangeInput: {
            priority: components["schemas"]["RunPriorityInput"];
        };
        RunDocument: {
            launch: components["schemas"]["RunLaunch"];
            text: string;
        };
        RunDocumentInput: {
            launch: components["schemas"]["RunLaunchInput"];
            text: string;
        };
        RunDocumentText: {
            text: string;
        };
        RunDocumentTextInput: {
            text: string;
        };
        RunEstimate: {
            byTable: {
                checkpointBytes: number;
                memoryBytes: number;
                startSeconds: number;
                tokens: number;
                workSeconds: number;
            };
            device: string | null;
            diskBytes: components["schemas"]["EstimatedFigure"];
            memoryBytes: components["schemas"]["EstimatedFigure"];
            parameters: number;
            runs: number;
            seconds: components["schemas"]["EstimatedFigure"];
            steps: components["schemas"]["EstimatedFigure"];
            /** @constant */
            table: 1;
            tokens: components["schemas"]["EstimatedFigure"];
        };
        RunEstimateInput: {
            byTable: {
                checkpointBytes: number;
                memoryBytes: number;
                startSeconds: number;
                tokens: number;
                workSeconds: number;
            };
            device: string | null;
            diskBytes: components["schemas"]["EstimatedFigureInput"];
            memoryBytes: components["schemas"]["EstimatedFigureInput"];
            parameters: number;
            runs: number;
            seconds: components["schemas"]["EstimatedFigureInput"];
            steps: components["schemas"]["EstimatedFigureInput"];
            /** @constant */
            table: 1;
            tokens: components["schemas"]["EstimatedFigureInput"];
        };
        RunHistograms: {
            items: {
                bins: {
                    count: number;
                    low: number;
                }[];
                name: string;
                step: number;
                width: number;
            }[];
        };
        RunHistogramsInput: {
            items: {
                bins: {
                    count: number;
                    low: number;
                }[];
                name: string;
                step: number;
                width: number;
            }[];
        };
        RunInput: {
            attempt: {
                device: {
                    [key: string]: unknown;
                } | null;
                endedAt: string | null;
                epoch: number;
                number: number;
                outcome: string | null;
                resumedFromStep: number | null;
                /** Format: date-time */
                startedAt: string;
            } | null;
            attempts: number;
            cancelRequested: boolean;
            config: {
                [key: string]: unknown;
            };
            configHash: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            error: {
                code: string;
                hint?: string;
                message: string;
            } | null;
            estimate: components["schemas"]["RunEstimateInput"] | null;
            finishedAt: string | null;
            /** Format: uuid */
            id: string;
            line: {
                length: number;
                place: number;
            } | null;
            logTail: string;
            maxAttempts: number;
            method: components["schemas"]["RunMethodInput"];
            name: string;
            number: number;
            pipeline: {
                /** Format: uuid */
                id: string;
                name: string;
                step: string;
            } | null;
            priority: components["schemas"]["RunPriorityInput"];
            progress: {
                answers?: {
                    auc: number;
                    bad: number;
                    good: number;
                    high: number;
                    low: number;
                    overLength: {
                        baseline: number;
                        difference: number;
                        high: number;
                        low: number;
                    };
                    prompts: number;
                };
                evaluation?: {
                    accuracy: number;
                    high: number;
                    low: number;
                    overLength?: {
                        baseline: number;
                        difference: number;
                        high: number;
                        low: number;
                    };
                    pairs: number;
                    prompts: number;
                };
                failures?: {
                    count: number;
                    first: {
                        message: string;
                        promptId: string;
                        sampleIndex: number;
                        versionId: string;
                    }[];
                };
                figures?: {
                    [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
                };
                secondsLeft?: number | null;
                step?: number;
                total?: number;
                /** @enum {string} */
                unit?: "step" | "response";
                warnings?: {
                    code: string;
                    message: string;
                }[];
                wins?: {
                    baseline: {
                        answers: number;
                        cutOff: number;
                        meanScore: number | null;
                        meanTokens: number | null;
                        /** Format: uuid */
                        versionId: string;
                    };
                    models: {
                        answers: number;
                        cutOff: number;
                        losses: number;
                        meanScore: number | null;
                        meanTokens: number | null;
                        ties: number;
                        /** Format: uuid */
                        versionId: string;
                        winRate: {
                            high: number;
                            low: number;
                            value: number;
                        } | null;
                        wins: number;
                    }[];
                    prompts: number;
                    /** Format: uuid */
                    rewardVersionId: string;
                };
            } & {
                [key: string]: unknown;
            };
            promptCount: number | null;
            published: {
                /** Format: uuid */
                id: string;
                model: string;
                version: number;
            } | null;
            queuedAt: string | null;
            responses: number;
            snapshotId: string | null;
            startedAt: string | null;
            status: components["schemas"]["RunStatusInput"];
            took: components["schemas"]["RunTookInput"];
            versions: {
                /** Format: uuid */
                id: string;
                model: string;
                origin: string;
                version: number;
            }[];
            waiting: {
                /** @enum {string} */
                for: "worker" | "environment" | "dependency" | "slot" | "retry";
                message: string;
            } | null;
        };
        RunItem: {
            attempts: number;
            cancelRequested: boolean;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            error: {
                code: string;
                hint?: string;
                message: string;
            } | null;
            finishedAt: string | null;
            /** Format: uuid */
            id: string;
            line: {
                length: number;
                place: number;
            } | null;
            maxAttempts: number;
            method: components["schemas"]["RunMethod"];
            name: string;
            number: number;
            pipeline: {
                /** Format: uuid */
                id: string;
                name: string;
                step: string;
            } | null;
            priority: components["schemas"]["RunPriority"];
            progress: {
                answers?: {
                    auc: number;
                    bad: number;
                    good: number;
                    high: number;
                    low: number;
                    overLength: {
                        baseline: number;
                        difference: number;
                        high: number;
                        low: number;
                    };
                    prompts: number;
                };
                evaluation?: {
                    accuracy: number;
                    high: number;
                    low: number;
                    overLength?: {
                        baseline: number;
                        difference: number;
                        high: number;
                        low: number;
                    };
                    pairs: number;
                    prompts: number;
                };
                failures?: {
                    count: number;
                    first: {
                        message: string;
                        promptId: string;
                        sampleIndex: number;
                        versionId: string;
                    }[];
                };
                figures?: {
                    [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
                };
                secondsLeft?: number | null;
                step?: number;
                total?: number;
                /** @enum {string} */
                unit?: "step" | "response";
                warnings?: {
                    code: string;
                    message: string;
                }[];
                wins?: {
                    baseline: {
                        answers: number;
                        cutOff: number;
                        meanScore: number | null;
                        meanTokens: number | null;
                        /** Format: uuid */
                        versionId: string;
                    };
                    models: {
                        answers: number;
                        cutOff: number;
                        losses: number;
                        meanScore: number | null;
                        meanTokens: number | null;
                        ties: number;
                        /** Format: uuid */
                        versionId: string;
                        winRate: {
                            high: number;
                            low: number;
                            value: number;
                        } | null;
                        wins: number;
                    }[];
                    prompts: number;
                    /** Format: uuid */
                    rewardVersionId: string;
                };
            } & {
                [key: string]: unknown;
            };
            queuedAt: string | null;
            startedAt: string | null;
            status: components["schemas"]["RunStatus"];
            waiting: {
                /** @enum {string} */
                for: "worker" | "environment" | "dependency" | "slot" | "retry";
                message: string;
            } | null;
        };
        RunItemInput: {
            attempts: number;
            cancelRequested: boolean;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            error: {
                code: string;
                hint?: string;
                message: string;
            } | null;
            finishedAt: string | null;
            /** Format: uuid */
            id: string;
            line: {
                length: number;
                place: number;
            } | null;
            maxAttempts: number;
            method: components["schemas"]["RunMethodInput"];
            name: string;
            number: number;
            pipeline: {
                /** Format: uuid */
                id: string;
                name: string;
                step: string;
            } | null;
            priority: components["schemas"]["RunPriorityInput"];
            progress: {
                answers?: {
                    auc: number;
                    bad: number;
                    good: number;
                    high: number;
                    low: number;
                    overLength: {
                        baseline: number;
                        difference: number;
                        high: number;
                        low: number;
                    };
                    prompts: number;
                };
                evaluation?: {
                    accuracy: number;
                    high: number;
                    low: number;
                    overLength?: {
                        baseline: number;
                        difference: number;
                        high: number;
                        low: number;
                    };
                    pairs: number;
                    prompts: number;
                };
                failures?: {
                    count: number;
                    first: {
                        message: string;
                        promptId: string;
                        sampleIndex: number;
                        versionId: string;
                    }[];
                };
                figures?: {
                    [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
                };
                secondsLeft?: number | null;
                step?: number;
                total?: number;
                /** @enum {string} */
                unit?: "step" | "response";
                warnings?: {
                    code: string;
                    message: string;
                }[];
                wins?: {
                    baseline: {
                        answers: number;
                        cutOff: number;
                        meanScore: number | null;
                        meanTokens: number | null;
                        /** Format: uuid */
                        versionId: string;
                    };
                    models: {
                        answers: number;
                        cutOff: number;
                        losses: number;
                        meanScore: number | null;
                        meanTokens: number | null;
                        ties: number;
                        /** Format: uuid */
                        versionId: string;
                        winRate: {
                            high: number;
                            low: number;
                            value: number;
                        } | null;
                        wins: number;
                    }[];
                    prompts: number;
                    /** Format: uuid */
                    rewardVersionId: string;
                };
            } & {
                [key: string]: unknown;
            };
            queuedAt: string | null;
            startedAt: string | null;
            status: components["schemas"]["RunStatusInput"];
            waiting: {
                /** @enum {string} */
                for: "worker" | "environment" | "dependency" | "slot" | "retry";
                message: string;
            } | null;
        };
        RunLaunch: {
            config: components["schemas"]["GenerateConfig"];
            /** @constant */
            method: "generate";
            name?: string;
        } | {
            config: components["schemas"]["ScoreConfig"];
            /** @constant */
            method: "score";
            name?: string;
        } | {
            config: components["schemas"]["EvaluateConfig"];
            /** @constant */
            method: "evaluate";
            name?: string;
        } | {
            config: components["schemas"]["SftConfig"];
            /** @constant */
            method: "sft";
            name?: string;
        } | {
            config: components["schemas"]["RewardConfig"];
            /** @constant */
            method: "reward";
            name?: string;
        } | {
            config: components["schemas"]["DpoConfig"];
            /** @constant */
            method: "dpo";
            name?: string;
        } | {
            config: components["schemas"]["KtoConfig"];
            /** @constant */
            method: "kto";
            name?: string;
        } | {
            config: components["schemas"]["OrpoConfig"];
            /** @constant */
            method: "orpo";
            name?: string;
        } | {
            config: components["schemas"]["SimpoConfig"];
            /** @constant */
            method: "simpo";
            name?: string;
        } | {
            config: components["schemas"]["PpoConfig"];
            /** @constant */
            method: "ppo";
            name?: string;
        } | {
            config: components["schemas"]["GrpoConfig"];
            /** @constant */
            method: "grpo";
            name?: string;
        } | {
            config: components["schemas"]["RlooConfig"];
            /** @constant */
            method: "rloo";
            name?: string;
        } | {
            config: components["schemas"]["ExpertIterationConfig"];
            /** @constant */
            method: "expert_iteration";
            name?: string;
        } | {
            config: components["schemas"]["OnlineDpoConfig"];
            /** @constant */
            method: "online_dpo";
            name?: string;
        };
        RunLaunchInput: {
            config: components["schemas"]["GenerateConfigInput"];
            /** @constant */
            method: "generate";
            name?: string;
        } | {
            config: components["schemas"]["ScoreConfigInput"];
            /** @constant */
            method: "score";
            name?: string;
        } | {
            config: components["schemas"]["EvaluateConfigInput"];
            /** @constant */
            method: "evaluate";
            name?: string;
        } | {
            config: components["schemas"]["SftConfigInput"];
            /** @constant */
            method: "sft";
            name?: string;
        } | {
            config: components["schemas"]["RewardConfigInput"];
            /** @constant */
            method: "reward";
            name?: string;
        } | {
            config: components["schemas"]["DpoConfigInput"];
            /** @constant */
            method: "dpo";
            name?: string;
        } | {
            config: components["schemas"]["KtoConfigInput"];
            /** @constant */
            method: "kto";
            name?: string;
        } | {
            config: components["schemas"]["OrpoConfigInput"];
            /** @constant */
            method: "orpo";
            name?: string;
        } | {
            config: components["schemas"]["SimpoConfigInput"];
            /** @constant */
            method: "simpo";
            name?: string;
        } | {
            config: components["schemas"]["PpoConfigInput"];
            /** @constant */
            method: "ppo";
            name?: string;
        } | {
            config: components["schemas"]["GrpoConfigInput"];
            /** @constant */
            method: "grpo";
            name?: string;
        } | {
            config: components["schemas"]["RlooConfigInput"];
            /** @constant */
            method: "rloo";
            name?: string;
        } | {
            config: components["schemas"]["ExpertIterationConfigInput"];
            /** @constant */
            method: "expert_iteration";
            name?: string;
        } | {
            config: components["schemas"]["OnlineDpoConfigInput"];
            /** @constant */
            method: "online_dpo";
            name?: string;
        };
        /** @enum {string} */
        RunMethod: "generate" | "score" | "sft" | "reward" | "dpo" | "kto" | "orpo" | "simpo" | "ppo" | "grpo" | "rloo" | "expert_iteration" | "online_dpo" | "evaluate";
        /** @enum {string} */
        RunMethodInput: "generate" | "score" | "sft" | "reward" | "dpo" | "kto" | "orpo" | "simpo" | "ppo" | "grpo" | "rloo" | "expert_iteration" | "online_dpo" | "evaluate";
        RunMetrics: {
            cursor: string;
            now: number;
            series: {
                name: string;
                points: {
                    count: number;
                    last: number | ("NaN" | "Infinity" | "-Infinity");
                    max: number | null;
                    min: number | null;
                    nonFinite: number;
                    step: number;
                    time: number;
                }[];
            }[];
        };
        RunMetricsInput: {
            cursor: string;
            now: number;
            series: {
                name: string;
                points: {
                    count: number;
                    last: number | ("NaN" | "Infinity" | "-Infinity");
                    max: number | null;
                    min: number | null;
                    nonFinite: number;
                    step: number;
                    time: number;
                }[];
            }[];
        };
        RunPage: {
            items: components["schemas"]["RunItem"][];
            nextCursor: string | null;
        };
        RunPageInput: {
            items: components["schemas"]["RunItemInput"][];
            nextCursor: string | null;
        };
        RunPreflight: {
            estimate: components["schemas"]["RunEstimate"] | null;
            problems: {
                code: string;
                message: string;
                path: string;
            }[];
            size: {
                prompts: number;
                responses: number;
            };
            training: {
                diskFree: number | null;
                diskNeed: number | null;
                evalRows: number;
                overLengthEstimate: number | null;
                steps: number;
                trainRows: number;
            } | null;
            warnings: {
                code: string;
                message: string;
                path: string;
            }[];
        };
        RunPreflightInput: {
            estimate: components["schemas"]["RunEstimateInput"] | null;
            problems: {
                code: string;
                message: string;
                path: string;
            }[];
            size: {
                prompts: number;
                responses: number;
            };
            training: {
                diskFree: number | null;
                diskNeed: number | null;
                evalRows: number;
                overLengthEstimate: number | null;
                steps: number;
                trainRows: number;
            } | null;
            warnings: {
                code: string;
                message: string;
                path: string;
            }[];
        };
        RunPreview: {
            document: string;
            estimate: components["schemas"]["RunEstimate"] | null;
            problems: {
                code: string;
                message: string;
                path: string;
            }[];
            size: {
                prompts: number;
                responses: number;
            };
            training: {
                diskFree: number | null;
                diskNeed: number | null;
                evalRows: number;
                overLengthEstimate: number | null;
                steps: number;
                trainRows: number;
            } | null;
            warnings: {
                code: string;
                message: string;
                path: string;
            }[];
        };
        RunPreviewInput: {
            document: string;
            estimate: components["schemas"]["RunEstimateInput"] | null;
            problems: {
                code: string;
                message: string;
                path: string;
            }[];
            size: {
                prompts: number;
                responses: number;
            };
            training: {
                diskFree: number | null;
                diskNeed: number | null;
                evalRows: number;
                overLengthEstimate: number | null;
                steps: number;
                trainRows: number;
            } | null;
            warnings: {
                code: string;
                message: string;
                path: string;
            }[];
        };
        /** @enum {string} */
        RunPriority: "high" | "normal" | "low";
        /** @enum {string} */
        RunPriorityInput: "high" | "normal" | "low";
        RunResponse: {
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            finishReason: "stop" | "length" | "imported" | "error";
            /** Format: uuid */
            id: string;
            logprob: number | null;
            promptExcerpt: string;
            /** Format: uuid */
            promptId: string;
            promptTokens: number | null;
            sampleIndex: number;
            seed: number | null;
            text: string;
            tokens: number | null;
            version: {
                /** Format: uuid */
                id: string;
                model: string;
                version: number;
            } | null;
        };
        RunResponseInput: {
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            finishReason: "stop" | "length" | "imported" | "error";
            /** Format: uuid */
            id: string;
            logprob: number | null;
            promptExcerpt: string;
            /** Format: uuid */
            promptId: string;
            promptTokens: number | null;
            sampleIndex: number;
            seed: number | null;
            text: string;
            tokens: number | null;
            version: {
                /** Format: uuid */
                id: string;
                model: string;
                version: number;
            } | null;
        };
        RunResponsePage: {
            items: components["schemas"]["RunResponse"][];
            nextCursor: string | null;
        };
        RunResponsePageInput: {
            items: components["schemas"]["RunResponseInput"][];
            nextCursor: string | null;
        };
        RunSamples: {
            items: {
                completion: string;
                ordinal: number;
                prompt: string;
                reward: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
                step: number;
            }[];
        };
        RunSamplesInput: {
            items: {
                completion: string;
                ordinal: number;
                prompt: string;
                reward: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
                step: number;
            }[];
        };
        /** @enum {string} */
        RunStatus: "draft" | "queued" | "waiting" | "running" | "succeeded" | "failed" | "cancelled" | "diverged";
        /** @enum {string} */
        RunStatusInput: "draft" | "queued" | "waiting" | "running" | "succeeded" | "failed" | "cancelled" | "diverged";
        RunTook: {
            diskBytes: number | null;
            memoryBytes: number | null;
            seconds: number | null;
            tokens: number | null;
        };
        RunTookInput: {
            diskBytes: number | null;
            memoryBytes: number | null;
            seconds: number | null;
            tokens: number | null;
        };
        ScoreConfig: {
            /** @default 16 */
            batchSize: number;
            /**
             * @default {
             *       "kind": "auto",
             *       "precision": "auto",
             *       "threads": null
             *     }
             */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            prompts: components["schemas"]["PromptChoice"];
            versionIds: string[];
        };
        ScoreConfigInput: {
            /** @default 16 */
            batchSize: number;
            /**
             * @default {
             *       "kind": "auto",
             *       "precision": "auto",
             *       "threads": null
             *     }
             */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            prompts: components["schemas"]["PromptChoiceInput"];
            versionIds: string[];
        };
        SensitiveTopics: {
            avoid: boolean;
        };
        SensitiveTopicsInput: {
            avoid: boolean;
        };
        SetAlias: {
            /** Format: uuid */
            versionId: string;
        };
        SetAliasInput: {
            /** Format: uuid */
            versionId: string;
        };
        SetupState: {
            needed: boolean;
        };
        SetupStateInput: {
            needed: boolean;
        };
        SftConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                epochs?: number;
                evalSteps?: number;
                exactMatchRows?: number;
                exactMatchTokens?: number;
                gradientCheckpointing?: boolean;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        SftConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                epochs?: number;
                evalSteps?: number;
                exactMatchRows?: number;
                exactMatchTokens?: number;
                gradientCheckpointing?: boolean;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        SftRules: {
            /**
             * @default reference
             * @enum {string}
             */
            demonstrations: "reference" | "edited" | "both";
            /** @default 0.1 */
            evalShare: number;
            /** @constant */
            kind: "sft";
            /** @default null */
            maxCharacters: number | null;
            prompts: {
                /**
                 * @default eval-only
                 * @enum {string}
                 */
                heldOut: "exclude" | "eval-only";
                /** @default [] */
                languages: string[];
                /** @default [] */
                sources: string[];
                /** @default [] */
                tags: string[];
                /** @default [] */
                taskTypes: string[];
            };
            /** @default 0 */
            seed: number;
        };
        SftRulesInput: {
            /**
             * @default reference
             * @enum {string}
             */
            demonstrations: "reference" | "edited" | "both";
            /** @default 0.1 */
            evalShare: number;
            /** @constant */
            kind: "sft";
            /** @default null */
            maxCharacters: number | null;
            /** @default {} */
            prompts: {
                /**
                 * @default eval-only
                 * @enum {string}
                 */
                heldOut: "exclude" | "eval-only";
                /** @default [] */
                languages: string[];
                /** @default [] */
                sources: string[];
                /** @default [] */
                tags: string[];
                /** @default [] */
                taskTypes: string[];
            };
            /** @default 0 */
            seed: number;
        };
        Share: {
            count: number;
            high: number | null;
            low: number | null;
            n: number;
            value: number | null;
            why: string | null;
        };
        ShareInput: {
            count: number;
            high: number | null;
            low: number | null;
            n: number;
            value: number | null;
            why: string | null;
        };
        ShownTask: {
            /** @constant */
            kind: "pair";
            prompt: {
                messages: components["schemas"]["Message"][];
            };
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
        } | {
            /** @constant */
            kind: "single";
            prompt: {
                messages: components["schemas"]["Message"][];
            };
            responses: [
                {
                    text: string;
                }
            ];
        } | {
            /** @constant */
            kind: "ranking";
            prompt: {
                messages: components["schemas"]["Message"][];
            };
            responses: {
                text: string;
            }[];
        };
        ShownTaskInput: {
            /** @constant */
            kind: "pair";
            prompt: {
                messages: components["schemas"]["MessageInput"][];
            };
            responses: [
                {
                    text: string;
                },
                {
                    text: string;
                }
            ];
        } | {
            /** @constant */
            kind: "single";
            prompt: {
                messages: components["schemas"]["MessageInput"][];
            };
            responses: [
                {
                    text: string;
                }
            ];
        } | {
            /** @constant */
            kind: "ranking";
            prompt: {
                messages: components["schemas"]["MessageInput"][];
            };
            responses: {
                text: string;
            }[];
        };
        SignInRequest: {
            /** Format: email */
            email: string;
            password: string;
        };
        SignInRequestInput: {
            /** Format: email */
            email: string;
            password: string;
        };
        SimpoConfig: {
            /** Format: uuid */
            baseVersionId: string;
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                epochs?: number;
                evalSteps?: number;
                gamma?: number;
                gradientCheckpointing?: boolean;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                useWeights?: boolean;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        SimpoConfigInput: {
            /** Format: uuid */
            baseVersionId: string;
            /** @default {} */
            device: {
                /**
                 * @default auto
                 * @enum {string}
                 */
                kind: "auto" | "cpu" | "cuda";
                /**
                 * @default auto
                 * @enum {string}
                 */
                precision: "auto" | "fp32" | "bf16";
                /** @default null */
                threads: number | null;
            };
            modelName?: string;
            /** @default {} */
            params: {
                batchSize?: number;
                beta?: number;
                epochs?: number;
                evalSteps?: number;
                gamma?: number;
                gradientCheckpointing?: boolean;
                learningRate?: number;
                loggingSteps?: number;
                lora?: {
                    alpha: number;
                    dropout: number;
                    rank: number;
                } | null;
                maxGradNorm?: number;
                maxLength?: number;
                maxSteps?: number | null;
                microBatch?: number;
                saveSteps?: number;
                /** @enum {string} */
                schedule?: "constant" | "linear" | "cosine";
                useWeights?: boolean;
                warmupRatio?: number;
                weightDecay?: number;
            };
            /**
             * @default lora
             * @enum {string}
             */
            preset: "try" | "lora" | "full";
            /** @default {} */
            samples: {
                /** @default 4 */
                count: number;
                /** @default 96 */
                maxNewTokens: number;
                /** @default 0 */
                temperature: number;
            };
            /** @default 0 */
            seed: number;
            /** Format: uuid */
            snapshotId: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        SkipChoice: {
            code: components["schemas"]["SkipReason"];
            hint: "" | string;
            label: string;
        };
        SkipChoiceInput: {
            code: components["schemas"]["SkipReasonInput"];
            hint: "" | string;
            label: string;
        };
        SkipReason: string;
        SkipReasonInput: string;
        Snapshot: {
            /** Format: date-time */
            createdAt: string;
            hash: string;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["SnapshotKind"];
            name: string;
            rules: components["schemas"]["SnapshotRules"];
            statistics: components["schemas"]["SnapshotStatistics"];
        };
        SnapshotInput: {
            /** Format: date-time */
            createdAt: string;
            hash: string;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["SnapshotKindInput"];
            name: string;
            rules: components["schemas"]["SnapshotRulesInput"];
            statistics: components["schemas"]["SnapshotStatisticsInput"];
        };
        /** @enum {string} */
        SnapshotKind: "sft" | "preference" | "unpaired";
        /** @enum {string} */
        SnapshotKindInput: "sft" | "preference" | "unpaired";
        SnapshotPage: {
            items: components["schemas"]["Snapshot"][];
            nextCursor: string | null;
        };
        SnapshotPageInput: {
            items: components["schemas"]["SnapshotInput"][];
            nextCursor: string | null;
        };
        SnapshotPreview: {
            hash: string;
            rows: {
                row: components["schemas"]["TrainingRow"];
                /** @enum {string} */
                split: "train" | "eval";
            }[];
            statistics: components["schemas"]["SnapshotStatistics"];
            unweighed: {
                /** Format: uuid */
                batchId: string;
                message: string;
                name: string;
                /** @enum {string} */
                reason: "missing" | "stale" | "undefined";
            }[];
        };
        SnapshotPreviewInput: {
            hash: string;
            rows: {
                row: components["schemas"]["TrainingRowInput"];
                /** @enum {string} */
                split: "train" | "eval";
            }[];
            statistics: components["schemas"]["SnapshotStatisticsInput"];
            unweighed: {
                /** Format: uuid */
                batchId: string;
                message: string;
                name: string;
                /** @enum {string} */
                reason: "missing" | "stale" | "undefined";
            }[];
        };
        SnapshotRowPage: {
            items: {
                ordinal: number;
                promptId: string | null;
                row: components["schemas"]["TrainingRow"];
                /** @enum {string} */
                split: "train" | "eval";
            }[];
            nextCursor: string | null;
        };
        SnapshotRowPageInput: {
            items: {
                ordinal: number;
                promptId: string | null;
                row: components["schemas"]["TrainingRowInput"];
                /** @enum {string} */
                split: "train" | "eval";
            }[];
            nextCursor: string | null;
        };
        SnapshotRules: components["schemas"]["PreferenceRules"] | components["schemas"]["UnpairedRules"] | components["schemas"]["SftRules"];
        SnapshotRulesInput: components["schemas"]["PreferenceRulesInput"] | components["schemas"]["UnpairedRulesInput"] | components["schemas"]["SftRulesInput"];
        SnapshotStatistics: {
            annotators: number;
            characters: {
                max: number;
                median: number;
                p95: number;
            } | null;
            considered: number;
            eval: number;
            prompts: number;
            ratings: number;
            removed: {
                count: number;
                /** @enum {string} */
                reason: "too-few-votes" | "no-majority" | "tie" | "both-bad" | "neither" | "identical-texts" | "empty-response" | "too-long" | "duplicate" | "other-arm" | "unanswered-turns";
            }[];
            taskTypes: {
                eval: number;
                train: number;
                value: string | null;
            }[];
            train: number;
        };
        SnapshotStatisticsInput: {
            annotators: number;
            characters: {
                max: number;
                median: number;
                p95: number;
            } | null;
            considered: number;
            eval: number;
            prompts: number;
            ratings: number;
            removed: {
                count: number;
                /** @enum {string} */
                reason: "too-few-votes" | "no-majority" | "tie" | "both-bad" | "neither" | "identical-texts" | "empty-response" | "too-long" | "duplicate" | "other-arm" | "unanswered-turns";
            }[];
            taskTypes: {
                eval: number;
                train: number;
                value: string | null;
            }[];
            train: number;
        };
        /** @enum {string} */
        TaskKind: "pair" | "single" | "ranking";
        /** @enum {string} */
        TaskKindInput: "pair" | "single" | "ranking";
        Tiers: number[][];
        TiersInput: number[][];
        TrainingRow: {
            chosen: [
                {
                    content: string;
                    /** @constant */
                    role: "assistant";
                }
            ];
            group?: string;
            margin?: number;
            prompt: {
                content: string;
                /** @enum {string} */
                role: "system" | "user" | "assistant";
            }[];
            rejected: [
                {
                    content: string;
                    /** @constant */
                    role: "assistant";
                }
            ];
            taskType?: string;
            weight?: number;
        } | {
            completion: [
                {
                    content: string;
                    /** @constant */
                    role: "assistant";
                }
            ];
            group?: string;
            label: boolean;
            prompt: {
                content: string;
                /** @enum {string} */
                role: "system" | "user" | "assistant";
            }[];
            taskType?: string;
        } | {
            completion: [
                {
                    content: string;
                    /** @constant */
                    role: "assistant";
                }
            ];
            group?: string;
            prompt: {
                content: string;
                /** @enum {string} */
                role: "system" | "user" | "assistant";
            }[];
            taskType?: string;
        };
        TrainingRowInput: {
            chosen: [
                {
                    content: string;
                    /** @constant */
                    role: "assistant";
                }
            ];
            group?: string;
            margin?: number;
            prompt: {
                content: string;
                /** @enum {string} */
                role: "system" | "user" | "assistant";
            }[];
            rejected: [
                {
                    content: string;
                    /** @constant */
                    role: "assistant";
                }
            ];
            taskType?: string;
            weight?: number;
        } | {
            completion: [
                {
                    content: string;
                    /** @constant */
                    role: "assistant";
                }
            ];
            group?: string;
            label: boolean;
            prompt: {
                content: string;
                /** @enum {string} */
                role: "system" | "user" | "assistant";
            }[];
            taskType?: string;
        } | {
            completion: [
                {
                    content: string;
                    /** @constant */
                    role: "assistant";
                }
            ];
            group?: string;
            prompt: {
                content: string;
                /** @enum {string} */
                role: "system" | "user" | "assistant";
            }[];
            taskType?: string;
        };
        TrainingState: {
            /** @constant */
            state: "ready";
        } | {
            done: number;
            message: string;
            /** @constant */
            state: "preparing";
            total: number;
        } | {
            message: string;
            /** @constant */
            state: "waiting";
        } | {
            hint: string;
            message: string;
            /** @constant */
            state: "failed";
        } | {
            message: string;
            /** @constant */
            state: "no-worker";
        };
        TrainingStateInput: {
            /** @constant */
            state: "ready";
        } | {
            done: number;
            message: string;
            /** @constant */
            state: "preparing";
            total: number;
        } | {
            message: string;
            /** @constant */
            state: "waiting";
        } | {
            hint: string;
            message: string;
            /** @constant */
            state: "failed";
        } | {
            message: string;
            /** @constant */
            state: "no-worker";
        };
        UnpairedRules: {
            /** @default [] */
            annotatorIds: string[];
            /** @default 2 */
            badUpTo: number;
            /** @default [] */
            batchIds: string[];
            /** @default 0.1 */
            evalShare: number;
            /** @default 4 */
            goodFrom: number;
            /** @default false */
            includeSurplus: boolean;
            /** @constant */
            kind: "unpaired";
            /**
             * @default plurality
             * @enum {string}
             */
            majority: "plurality" | "absolute" | "unanimous";
            /** @default null */
            maxCharacters: number | null;
            /** @default 1 */
            minVotes: number;
            /**
             * @default none
             * @enum {string}
             */
            pairs: "none" | "both" | "all";
            prompts: {
                /**
                 * @default eval-only
                 * @enum {string}
                 */
                heldOut: "exclude" | "eval-only";
                /** @default [] */
                languages: string[];
                /** @default [] */
                sources: string[];
                /** @default [] */
                tags: string[];
                /** @default [] */
                taskTypes: string[];
            };
            /** @default null */
            ratedFrom: string | null;
            /** @default null */
            ratedUntil: string | null;
            /** @default 0 */
            seed: number;
        };
        UnpairedRulesInput: {
            /** @default [] */
            annotatorIds: string[];
            /** @default 2 */
            badUpTo: number;
            /** @default [] */
            batchIds: string[];
            /** @default 0.1 */
            evalShare: number;
            /** @default 4 */
            goodFrom: number;
            /** @default false */
            includeSurplus: boolean;
            /** @constant */
            kind: "unpaired";
            /**
             * @default plurality
             * @enum {string}
             */
            majority: "plurality" | "absolute" | "unanimous";
            /** @default null */
            maxCharacters: number | null;
            /** @default 1 */
            minVotes: number;
            /**
             * @default none
             * @enum {string}
             */
            pairs: "none" | "both" | "all";
            /** @default {} */
            prompts: {
                /**
                 * @default eval-only
                 * @enum {string}
                 */
                heldOut: "exclude" | "eval-only";
                /** @default [] */
                languages: string[];
                /** @default [] */
                sources: string[];
                /** @default [] */
                tags: string[];
                /** @default [] */
                taskTypes: string[];
            };
            /** @default null */
            ratedFrom: string | null;
            /** @default null */
            ratedUntil: string | null;
            /** @default 0 */
            seed: number;
        };
        User: {
            /** Format: date-time */
            createdAt: string;
            disabledAt: string | null;
            email: string;
            /** Format: uuid */
            id: string;
            lastSignInAt: string | null;
            name: string;
            projects: number;
            role: components["schemas"]["DeploymentRole"];
        };
        UserInput: {
            /** Format: date-time */
            createdAt: string;
            disabledAt: string | null;
            email: string;
            /** Format: uuid */
            id: string;
            lastSignInAt: string | null;
            name: string;
            projects: number;
            role: components["schemas"]["DeploymentRoleInput"];
        };
        UserUpdate: {
            disabled?: boolean;
            role?: components["schemas"]["DeploymentRole"];
        };
        UserUpdateInput: {
            disabled?: boolean;
            role?: components["schemas"]["DeploymentRoleInput"];
        };
        Verdict: {
            strength: number;
            /** @constant */
            verdict: "preference";
        } | {
            /** @constant */
            verdict: "tie";
        } | {
            /** @constant */
            verdict: "both_good";
        } | {
            /** @constant */
            verdict: "both_bad";
        } | {
            reason: components["schemas"]["SkipReason"];
            /** @constant */
            verdict: "skip";
        } | {
            grade: number;
            /** @constant */
            verdict: "grade";
        } | {
            tiers: components["schemas"]["Tiers"];
            /** @constant */
            verdict: "ranking";
        };
        VerdictInput: {
            strength: number;
            /** @constant */
            verdict: "preference";
        } | {
            /** @constant */
            verdict: "tie";
        } | {
            /** @constant */
            verdict: "both_good";
        } | {
            /** @constant */
            verdict: "both_bad";
        } | {
            reason: components["schemas"]["SkipReasonInput"];
            /** @constant */
            verdict: "skip";
        } | {
            grade: number;
            /** @constant */
            verdict: "grade";
        } | {
            tiers: components["schemas"]["TiersInput"];
            /** @constant */
            verdict: "ranking";
        };
        WinRate: {
            high: number | null;
            low: number | null;
            n: number;
            prompts: number;
            value: number | null;
            why: string | null;
        };
        WinRateInput: {
            high: number | null;
            low: number | null;
            n: number;
            prompts: number;
            value: number | null;
            why: string | null;
        };
        Worker: {
            device: components["schemas"]["WorkerDevice"] | null;
            environment: components["schemas"]["WorkerEnvironment"];
            /** Format: date-time */
            heartbeatAt: string;
            host: string;
            /** Format: uuid */
            id: string;
            running: number;
            slots: number;
            /** Format: date-time */
            startedAt: string;
        };
        WorkerDevice: {
            cores: number;
            gpuMemoryBytes?: number;
            /** @enum {string} */
            kind: "cpu" | "cuda";
            memoryBytes: number;
            name: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        WorkerDeviceInput: {
            cores: number;
            gpuMemoryBytes?: number;
            /** @enum {string} */
            kind: "cpu" | "cuda";
            memoryBytes: number;
            name: string;
            trackers?: ("tensorboard" | "wandb" | "mlflow" | "trackio")[];
        };
        WorkerEnvironment: ({
            done: number;
            message: string;
            /** @constant */
            state: "preparing";
            /** @enum {string} */
            step: "venv" | "torch" | "libraries" | "smollm2" | "check";
            total: number;
        } | {
            message: string;
            /** @constant */
            state: "waiting";
        } | {
            python: string;
            /** @constant */
            state: "ready";
        } | {
            hint: string;
            message: string;
            /** @constant */
            state: "failed";
        }) | {
            /** @constant */
            state: "unknown";
        };
        WorkerEnvironmentInput: ({
            done: number;
            message: string;
            /** @constant */
            state: "preparing";
            /** @enum {string} */
            step: "venv" | "torch" | "libraries" | "smollm2" | "check";
            total: number;
        } | {
            message: string;
            /** @constant */
            state: "waiting";
        } | {
            python: string;
            /** @constant */
            state: "ready";
        } | {
            hint: string;
            message: string;
            /** @constant */
            state: "failed";
        }) | {
            /** @constant */
            state: "unknown";
        };
        WorkerInput: {
            device: components["schemas"]["WorkerDeviceInput"] | null;
            environment: components["schemas"]["WorkerEnvironmentInput"];
            /** Format: date-time */
            heartbeatAt: string;
            host: string;
            /** Format: uuid */
            id: string;
            running: number;
            slots: number;
            /** Format: date-time */
            startedAt: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                action?: string;
                actor?: string;
                cursor?: string;
                limit?: number;
                project?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeploymentInvitations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createDeploymentInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDeploymentInvitationInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedLink"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeDeploymentInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationAnswerInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationAccepted"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkLookupInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationOffer"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeUpdateInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKeyInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChangeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMyRatingKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingKeys"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setMyRatingKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRatingKeysInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingKeys"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMySessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MySession"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeMySession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkLookupInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordResetOffer"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPlatform: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Platform"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Project"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProjectInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectUpdateInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setAlias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alias: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAliasInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alias"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseAnnotator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                annotator: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnotatorPauseInput"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeAnnotator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                annotator: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMatchups: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                version?: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchupPage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMatchup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                first: string;
                project: string;
                second: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchupDetail"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBattles: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                outcome?: components["schemas"]["BattleOutcomeInput"];
                taskType?: string;
            };
            header?: never;
            path: {
                first: string;
                project: string;
                second: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BattlePage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBatches: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchPage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBatchInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchChangeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requeueRatings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                annotator: string;
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Requeued"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAttentionCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAttentionCheckInput"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGoldProposals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoldProposals"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGolds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoldList"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createGolds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGoldsInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoldsAdded"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOverlapCost: {
        parameters: {
            query: {
                overlap: number;
            };
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverlapCost"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBatchPeople: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchPeople"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatchProgress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchProgress"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatchStatistics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchStatistics"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    computeBatchStatistics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchStatistics"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchCompositionInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchPreview"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConsole: {
        parameters: {
            query?: {
                batch?: string;
                from?: string;
                period?: "all" | "week" | "today" | "days";
                timeZone?: string;
                to?: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleFigures"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConsoleBatches: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleBatchPage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportConsole: {
        parameters: {
            query: {
                batch?: string;
                from?: string;
                period?: "all" | "week" | "today" | "days";
                table: "figures" | "people" | "batches" | "pay";
                timeZone?: string;
                to?: string;
                voided?: "paid" | "left-out";
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConsolePay: {
        parameters: {
            query?: {
                batch?: string;
                from?: string;
                period?: "all" | "week" | "today" | "days";
                timeZone?: string;
                to?: string;
                voided?: "paid" | "left-out";
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pay"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConsolePeople: {
        parameters: {
            query?: {
                batch?: string;
                from?: string;
                period?: "all" | "week" | "today" | "days";
                timeZone?: string;
                to?: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsolePeople"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConsoleSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleSettings"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateConsoleSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsoleSettingsChangeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleSettings"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConsoleTimes: {
        parameters: {
            query?: {
                batch?: string;
                from?: string;
                period?: "all" | "week" | "today" | "days";
                timeZone?: string;
                to?: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleTimes"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDisagreements: {
        parameters: {
            query?: {
                batch?: string;
                limit?: number;
                scope?: "disputed" | "all";
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disagreements"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retireGold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gold: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGuidelines: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Guideline"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createGuideline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGuidelineInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guideline"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGuidelineReaders: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuidelineReaders"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRecord"][];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createImport: {
        parameters: {
            query: {
                settings?: string;
                source: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRecord"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRecord"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewImport: {
        parameters: {
            query: {
                settings?: string;
                source: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitationInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedLink"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLineage: {
        parameters: {
            query: {
                id: string;
                kind: components["schemas"]["LineageKindInput"];
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Member"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberUpdateInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                versionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepareModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                versionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelPage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateModelInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                modelId: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateModelVersionInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProjectOverview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectOverview"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPipelines: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelinePage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PipelineTextInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipeline"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipelineId: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipeline"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipelineId: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipeline"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PipelineTextInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelinePreview"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPrompts: {
        parameters: {
            query?: {
                cursor?: string;
                hasReference?: "true" | "false";
                heldOut?: "true" | "false";
                language?: string | string[];
                limit?: number;
                search?: string;
                source?: string | string[];
                tag?: string | string[];
                taskType?: string | string[];
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptPage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                promptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptDetail"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPromptFacets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptFacets"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQualification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Qualification"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setQualification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewQualificationInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Qualification"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQualificationCandidates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualificationCandidates"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQualificationPeople: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualificationPeople"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQualificationAnswers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualificationAnswers"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    grantQualificationAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    waiveQualification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QualificationWaiverInput"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimAnswer"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeGuideline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAcknowledgementInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acknowledgement"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseLease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeldTokensInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaseRelease"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewLease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeldTokensInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaseRenewal"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMyQualification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyQualification"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerQualification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QualificationAnswerInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyQualification"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stepQualification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QualificationStepInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyQualification"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRatingQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingQueue"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMyRatings: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyRatings"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitRating: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingSubmissionInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingReceipt"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setSensitiveTopics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SensitiveTopicsInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingQueue"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRatingForms: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingFormVersions"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRatingForm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRatingFormInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingFormVersion"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRatings: {
        parameters: {
            query?: {
                annotator?: string;
                batch?: string;
                cursor?: string;
                flag?: "any" | components["schemas"]["RatingFlagInput"];
                from?: string;
                gold?: "none" | "only" | "judged" | "right" | "wrong";
                limit?: number;
                origin?: "here" | "imported";
                period?: "all" | "week" | "today" | "days";
                side?: "left" | "right" | "shown";
                skipReason?: components["schemas"]["SkipReasonInput"];
                state?: "standing" | "counted" | "late" | "voided";
                timed?: "yes";
                timeZone?: string;
                to?: string;
                verdict?: "rated" | ("preference" | "tie" | "both_good" | "both_bad" | "grade" | "ranking" | "skip");
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingPage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportRatings: {
        parameters: {
            query?: {
                annotator?: string;
                batch?: string;
                flag?: "any" | components["schemas"]["RatingFlagInput"];
                from?: string;
                gold?: "none" | "only" | "judged" | "right" | "wrong";
                origin?: "here" | "imported";
                period?: "all" | "week" | "today" | "days";
                side?: "left" | "right" | "shown";
                skipReason?: components["schemas"]["SkipReasonInput"];
                state?: "standing" | "counted" | "late" | "voided";
                timed?: "yes";
                timeZone?: string;
                to?: string;
                verdict?: "rated" | ("preference" | "tie" | "both_good" | "both_bad" | "grade" | "ranking" | "skip");
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                method?: components["schemas"]["RunMethodInput"];
                number?: number;
                status?: components["schemas"]["RunStatusInput"];
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunLaunchInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunChangeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDocument"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRunHistograms: {
        parameters: {
            query?: {
                steps?: number;
            };
            header?: never;
            path: {
                project: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunHistograms"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRunMetrics: {
        parameters: {
            query?: {
                buckets?: number;
                from?: number;
                name?: string | string[];
                to?: number;
            };
            header?: never;
            path: {
                project: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunMetrics"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRunResponses: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunResponsePage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRunSamples: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunSamples"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamRun: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                project: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRunDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunDocumentTextInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDocument"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunLaunchInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPreview"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSnapshots: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotPage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSnapshotInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                snapshotId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadSnapshot: {
        parameters: {
            query: {
                split: "train" | "eval";
            };
            header?: never;
            path: {
                project: string;
                snapshotId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSnapshotRows: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                split?: "train" | "eval";
            };
            header?: never;
            path: {
                project: string;
                snapshotId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotRowPage"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotRulesInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotPreview"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adjudicateTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                project: string;
                task: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdjudicationInput"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createFirstAdmin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstAdminInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["User"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserUpdateInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedLink"];
                };
            };
            /** @description Why not, and what to do about it */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
